using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sharing;

/// <summary>A token as it is shared, before it is protected. No record: it would print the token.</summary>
internal sealed class SharedToken
{
    /// <summary>The <see cref="SharedTokenKey.Identity"/> it was saved under.</summary>
    public required string Identity { get; init; }

    public required string Token { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required TimeSpan Lifetime { get; init; }
}

[JsonSerializable(typeof(SharedToken))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class SharingJson : JsonSerializerContext;
