namespace Aritma.Psd2.Sandbox;

/// <summary>The OAuth scopes that a PSD2 client can have.</summary>
internal static class SandboxScopes
{
    public const string ChannelPsd2 = "banking.channel.psd2";
    public const string AisRead = "banking.ais.read";
}
