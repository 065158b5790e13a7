using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>A page of consents. Source: Get consents (V4).</summary>
public sealed record ConsentList : Psd2Model, IJsonOnDeserialized
{
    /// <summary>The consents.</summary>
    public required IReadOnlyList<Consent> Consents { get; init; }

    /// <summary>Where the other pages are; null where there are none.</summary>
    [JsonPropertyName("_links")]
    public PageLinks? Links { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => Items.MustExist(Consents);
}
