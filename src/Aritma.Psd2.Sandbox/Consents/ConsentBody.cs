using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aritma.Psd2.Sandbox;

/// <summary>The fields of a create or refresh request that the sandbox acts on. All are optional, and so is the body.</summary>
[AritmaSource(Psd2Pages.Quickstart, "channelType", "redirectSettings")]
[AritmaSource(Psd2Pages.Consent, "expires")]
[AritmaSource(V4Pages.CreateConsent, "bankId", "state")]
internal sealed record ConsentBody(
    string? BankId, string? ChannelType, DateTimeOffset? Expires, ConsentRedirects? RedirectSettings, string? State)
{
    public const int DefaultDays = 90;

    private static readonly string[] ChannelTypes = ["unspecified", "psd2"];

    [JsonIgnore]
    public ConsentReturn Return => new(ForHeader(RedirectSettings?.Success), ForHeader(RedirectSettings?.Error), State);

    /// <summary>Null: the body is no JSON object of this shape.</summary>
    public static async Task<ConsentBody?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return new(null, null, null, null, null);
        }

        try
        {
            return context.Request.HasJsonContentType()
                ? await context.Request.ReadFromJsonAsync(SandboxJson.Web.ConsentBody, context.RequestAborted).ConfigureAwait(false)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>When the consent ends, unless asked otherwise.</summary>
    public DateTimeOffset ExpiresAt(DateTimeOffset now) => Expires ?? now.AddDays(DefaultDays);

    /// <summary>What is wrong with the values, or null.</summary>
    public string? Refusal(SandboxData data, DateTimeOffset now)
    {
        if (ChannelType is not null && !ChannelTypes.Contains(ChannelType, StringComparer.Ordinal))
        {
            return "channelType is neither unspecified nor psd2, the only channel of the sandbox.";
        }

        if (BankId is not null && data.FindBank(BankId) is null)
        {
            return "bankId is not the id of a bank.";
        }

        if (Expires <= now || Expires > now.AddMonths(3))
        {
            return "expires must lie in the future, at most three months ahead.";
        }

        return IsWebAddress(RedirectSettings?.Success) && IsWebAddress(RedirectSettings?.Error)
            ? null
            : "redirectSettings must hold absolute http or https addresses.";
    }

    /// <summary>The host in ASCII, as it has to be in a Location header.</summary>
    private static Uri? ForHeader(string? address) =>
        address is null ? null : new UriBuilder(address) { Host = new Uri(address).IdnHost }.Uri;

    private static bool IsWebAddress(string? address)
    {
        try
        {
            return address is null
                || (new Uri(address) is { IdnHost.Length: > 0 } uri
                    && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps));
        }
        catch (UriFormatException)
        {
            return false;
        }
    }
}

[AritmaSource(Psd2Pages.Consent, "success")]
[AritmaSource(V4Pages.CreateConsent, "error")]
internal sealed record ConsentRedirects(string? Success, string? Error);
