using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>A consent. Source: Get consent (V4).</summary>
public sealed record Consent : Psd2Model
{
    /// <summary>The consent's id.</summary>
    public required string ConsentId { get; init; }

    /// <summary>The consent as a resource.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Where it stands. Only one that is <see cref="ConsentStatus.Authorized"/> can be used.</summary>
    public ConsentStatus? Status { get; init; }

    /// <summary>More about it: its bank and its end.</summary>
    public ConsentAdditionalData? AdditionalData { get; init; }

    /// <summary>When it ends; null where the API doesn't say.</summary>
    [JsonIgnore, JsonPropertyName(Names.OfNoMember)]
    public DateTimeOffset? ExpiresAt => AdditionalData?.ExpiresAtUtc;
}
