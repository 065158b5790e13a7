namespace Aritma.Psd2.Sandbox;

/// <summary>A client that the sandbox's token endpoint knows.</summary>
public sealed class SandboxClient
{
    /// <summary>The client id.</summary>
    public required string Id { get; init; }

    /// <summary>The client secret.</summary>
    public required string Secret { get; init; }

    /// <summary>The scopes the client may ask for. Default: <c>banking.channel.psd2</c> and <c>banking.ais.read</c>.</summary>
    public IReadOnlyList<string> AllowedScopes { get; init; } = [SandboxScopes.ChannelPsd2, SandboxScopes.AisRead];

    /// <summary>The client's id, never its secret.</summary>
    public override string ToString() => Id;
}
