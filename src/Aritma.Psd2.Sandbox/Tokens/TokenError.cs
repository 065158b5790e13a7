using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sandbox;

/// <summary>Why no token is given out (RFC 6749 §5.2).</summary>
internal sealed record TokenError(string Error, [property: JsonPropertyName("error_description")] string Description);
