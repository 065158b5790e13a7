using System.Globalization;
using System.Web;
using Refit;

namespace Aritma.Psd2.Client.Http;

/// <summary>The arguments of a call as they are about to be sent: whatever overload, or copy of a request, brought them.</summary>
internal static class Arguments
{
    private static readonly HttpRequestOptionsKey<object?[]> Captured = new(HttpRequestMessageOptions.MethodArguments);

    /// <exception cref="ArgumentException">An argument makes no sense. The message names it, and doesn't quote it.</exception>
    public static void Check(HttpRequestMessage request)
    {
        CheckPath(request);
        if (Operation.TemplateOf(request).StartsWith("/accounts", StringComparison.Ordinal))
        {
            CheckConsentId(request);
        }

        CheckQuery(request.RequestUri!.Query);
        CheckCreation(request);
    }

    /// <summary>The values of the placeholders of the route; null where the address doesn't have the shape of the route any more.</summary>
    public static IEnumerable<(string Name, string? Value)> OfPath(HttpRequestMessage request)
    {
        var template = Operation.TemplateOf(request).Split('/');
        var path = request.RequestUri!.AbsolutePath.Split('/');
        var offset = path.Length - template.Length;
        // A value such as ".." takes segments away.
        var fits = offset >= 0 && template.Index().All(part => part.Item.StartsWith('{') || part.Item == path[part.Index + offset]
            || part.Item.Length == 0);
        return template.Index()
            .Where(part => part.Item.StartsWith('{'))
            .Select(part => (part.Item.Trim('{', '}'), fits ? Uri.UnescapeDataString(path[part.Index + offset]) : null));
    }

    private static void CheckPath(HttpRequestMessage request)
    {
        var ids = OfPath(request).ToList();
        if (ids.Exists(id => id.Value is null))
        {
            // "." and ".." have taken segments away, so that nobody can tell any more which one it was.
            throw Refusal(ids[^1].Name, $"{(ids.Count == 1 ? "" : "or another id ")}is '.' or '..', which isn't an id.");
        }

        foreach (var (name, value) in ids)
        {
            CheckId(name, value!);
        }
    }

    private static void CheckId(string name, string value)
    {
        if (string.IsNullOrWhiteSpace(value) || value is "." or "..")
        {
            throw Refusal(name, "is empty, or not an id. Pass the id as the API gave it.");
        }

        if (value.AsSpan().ContainsAny('/', '\\', '?'))
        {
            throw Refusal(name, "is an address, or holds a slash. Pass the id alone, as the API gave it.");
        }

        if (value.Any(char.IsControl))
        {
            throw Refusal(name, "holds a line break or another control character. Pass the id as the API gave it.");
        }
    }

    private static void CheckConsentId(HttpRequestMessage request)
    {
        if (!request.Headers.TryGetValues("Consent-ID", out var values))
        {
            throw Refusal("consentId", "is null. Pass the id of an authorized consent: IConsentsApi creates consents.");
        }

        var consentId = values.First();
        CheckId("consentId", consentId);

        // Refit takes line breaks out of a header without a word, which makes it another id.
        var isChanged = request.Options.TryGetValue(Captured, out var arguments) && !arguments.Contains(consentId);
        if (isChanged || !consentId.All(character => character is >= ' ' and <= '~'))
        {
            throw Refusal("consentId", "holds characters that a header can't. Pass the id as the API gave it.");
        }
    }

    private static void CheckQuery(string query)
    {
        var parameters = HttpUtility.ParseQueryString(query);
        foreach (var name in new[] { "cursor", "bookingStatus", "type" })
        {
            if (parameters[name] is { Length: 0 })
            {
                throw Refusal(name, "is empty, the default of its type. Pass a value, or null where that is allowed.");
            }
        }

        if (Moment(parameters["dateFrom"]) > Moment(parameters["dateTo"]))
        {
            throw Refusal("dateTo", "lies before dateFrom. Both are inclusive; pass null for all that follows.");
        }
    }

    private static void CheckCreation(HttpRequestMessage request)
    {
        if (request.Headers.TryGetValues("Idempotency-Key", out var keys) && keys.First() == Guid.Empty.ToString())
        {
            throw Refusal("idempotencyKey", "is empty, so that all consents would be one. Pass Guid.NewGuid(), once for each consent.");
        }
    }

    private static ArgumentException Refusal(string argument, string problem) => new($"{argument} {problem}", argument);

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) ? moment : null;
}
