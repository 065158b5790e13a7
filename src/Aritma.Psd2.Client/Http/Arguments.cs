using System.Globalization;
using System.Web;

namespace Aritma.Psd2.Client.Http;

/// <summary>The arguments of a call as they are about to be sent: whatever overload, or copy of a request, brought them.</summary>
internal static class Arguments
{
    /// <exception cref="ArgumentException">One can't be meant. The message names it, and doesn't quote it.</exception>
    public static void Check(HttpRequestMessage request)
    {
        var ids = OfPath(request).ToList();
        if (ids.Exists(id => id.Value is null))
        {
            // "." and ".." have taken segments away, so that nobody can tell any more which one it was.
            throw Refusal(ids[^1].Name, "or another id is '.' or '..', which is no id.");
        }

        foreach (var (name, value) in ids)
        {
            CheckId(name, value!);
        }

        if (Operation.TemplateOf(request).StartsWith("/accounts", StringComparison.Ordinal))
        {
            CheckConsentId(request);
            CheckPeriod(request.RequestUri!.Query);
        }
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

    private static void CheckId(string name, string value)
    {
        if (string.IsNullOrWhiteSpace(value) || value is "." or "..")
        {
            throw Refusal(name, "is empty, or no id. Pass the id as the API gave it.");
        }

        if (value.AsSpan().ContainsAny('/', '\\', '?') || value.Any(char.IsControl))
        {
            throw Refusal(name, "is an address, or holds a slash. Pass the id alone, as the API gave it.");
        }
    }

    private static void CheckConsentId(HttpRequestMessage request)
    {
        if (!request.Headers.TryGetValues("Consent-ID", out var values))
        {
            throw Refusal("consentId", "is null. Pass the id of an authorized consent: IConsentsApi creates consents.");
        }

        CheckId("consentId", values.First());
    }

    private static void CheckPeriod(string query)
    {
        var parameters = HttpUtility.ParseQueryString(query);
        if (Moment(parameters["dateFrom"]) > Moment(parameters["dateTo"]))
        {
            throw Refusal("dateTo", "lies before dateFrom. Both are inclusive; leave dateTo out for all that follows.");
        }
    }

    private static ArgumentException Refusal(string argument, string problem) => new($"{argument} {problem}", argument);

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) ? moment : null;
}
