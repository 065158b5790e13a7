using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// A consent that waits for its end user. Source: quickstart (<c>consentId</c>, <c>redirectUrl</c>, <c>status</c>), and Create consent
/// (V4).
/// </summary>
public sealed record ConsentSession : Psd2Model
{
    /// <summary>The consent's id. Keep it: all calls about accounts need it.</summary>
    public required string ConsentId { get; init; }

    /// <summary>The consent as a resource (V4).</summary>
    public string? ResourceId { get; init; }

    /// <summary>
    /// Where the end user decides, in a browser. It works once. <c>?ui-culture=nb</c> or <c>en</c> chooses the language.
    /// </summary>
    public Uri? RedirectUrl { get; init; }

    /// <summary>Where the consent stands.</summary>
    public ConsentStatus? Status { get; init; }

    /// <summary>The text of <see cref="NewConsent.State"/> (V4; inferred for the PSD2 API).</summary>
    public string? State { get; init; }

    /// <summary>
    /// Whether this is the answer to an earlier request with the same key (<c>Idempotent-Replayed</c>, V4; inferred for the PSD2 API).
    /// </summary>
    [JsonIgnore, JsonPropertyName(Names.OfNoMember)]
    public bool IsReplayed { get; init; }

    /// <summary>The id and the status: state and address are for one browser's eyes.</summary>
    public override string ToString() => $"{nameof(ConsentSession)} {ConsentId} {Status}";
}
