using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// A consent that is to be created. All members are optional; <c>channelType</c>, redirect settings and expiry are documented for the PSD2
/// API, the others for the Banking API V4 (Create consent) and inferred for the PSD2 API.
/// </summary>
public sealed record NewConsent
{
    /// <summary>The channel: <c>psd2</c>.</summary>
    public string ChannelType { get; init; } = "psd2";

    /// <summary>The bank (<see cref="Bank.Id"/>); null: the end user chooses one.</summary>
    public string? BankId { get; init; }

    /// <summary>
    /// When the consent ends, at most three months ahead; null: as late as possible (Aritma's page on consents, which announces six
    /// months).
    /// </summary>
    [JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Where the end user's browser goes afterwards; null: to pages of Aritma's.</summary>
    public RedirectSettings? RedirectSettings { get; init; }

    /// <summary>
    /// Text that comes back in the answer, and as the query parameter <c>state</c> of the address that the browser returns to.
    /// </summary>
    public string? State { get; init; }

    /// <summary>Properties of your own. Which ones Aritma takes isn't documented.</summary>
    public JsonObject? Properties { get; init; }

    /// <summary>The name alone: the state is for one browser's eyes.</summary>
    public override string ToString() => nameof(NewConsent);
}
