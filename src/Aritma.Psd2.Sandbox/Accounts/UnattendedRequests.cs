using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Limits account calls without an end user: so many a day (UTC) for each consent and path, further pages of transactions aside. Aritma
/// says that most operations have limits then, and gives no number: it is the sandbox's own.
/// </summary>
internal sealed class UnattendedRequests(int? limit, SandboxClock clock) : IEndpointFilter
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string ConsentId, string Resource), int> _counts = [];
    private DateOnly _day;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers["PSU-IP-Address"].ToString() is { Length: > 0 } address)
        {
            return IPAddress.TryParse(address, out _)
                ? next(context)
                : new(Problem.Of(StatusCodes.Status400BadRequest, "PSU-IP-Address is not an IP address, such as 203.0.113.7."));
        }

        if (IsFurtherPage(http) || IsWithinLimit(http.Features.GetRequiredFeature<Consent>().Id, ResourceOf(http)))
        {
            return next(context);
        }

        var untilTomorrow = TimeSpan.FromDays(1) - clock.GetUtcNow().UtcDateTime.TimeOfDay;
        http.Response.Headers.RetryAfter = Math.Ceiling(untilTomorrow.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new(Problem.Of(
            StatusCodes.Status429TooManyRequests,
            $"Without PSU-IP-Address this consent may call this path {limit} times a day (UTC), and has. The number is the sandbox's own: "
            + "Aritma gives none. Send the user's address where the user is present."));
    }

    public void Clear()
    {
        lock (_lock)
        {
            _counts.Clear();
        }
    }

    private static bool IsFurtherPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<HasPages>() is not null && context.Request.Query["cursor"].ToString().Length > 0;

    /// <summary>However the path is spelt.</summary>
    private static string ResourceOf(HttpContext context) =>
        $"{(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText} {string.Join(' ', context.Request.RouteValues.Values)}";

    private bool IsWithinLimit(string consentId, string resource)
    {
        if (limit is null)
        {
            return true;
        }

        lock (_lock)
        {
            if (_day != clock.Today)
            {
                _counts.Clear();
                _day = clock.Today;
            }

            var count = _counts.GetValueOrDefault((consentId, resource));
            if (count >= limit)
            {
                return false;
            }

            _counts[(consentId, resource)] = count + 1;
            return true;
        }
    }
}

/// <summary>The answers of an endpoint come in pages.</summary>
internal sealed class HasPages;
