namespace Aritma.Psd2.Client.Http;

/// <summary>
/// <c>Idempotent-Replayed</c>, by which the API says that an answer is an earlier one. What reads an answer sees its content alone, so
/// the mark is put there.
/// </summary>
internal static class ReplayMark
{
    private const string Header = "Idempotent-Replayed";

    public static void CopyToContent(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues(Header, out var values))
        {
            response.Content.Headers.TryAddWithoutValidation(Header, values);
        }
    }

    public static bool IsOn(HttpContent content) => content.Headers.TryGetValues(Header, out var values)
        && values.Any(value => value.Equals("true", StringComparison.OrdinalIgnoreCase));
}
