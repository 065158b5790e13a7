using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>A JSON object of the API. Members that this library doesn't know are kept, and written again.</summary>
/// <remarks>
/// Equality compares lists and unknown members by reference, so that two readings of one object differ: it recognises nothing that was read
/// before. <c>ToString</c> prints the values, which are the end user's: mind where you log them.
/// </remarks>
public abstract record Psd2Model
{
    private protected Psd2Model()
    {
    }

    /// <summary>The members that this library doesn't know, by name; null if there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
