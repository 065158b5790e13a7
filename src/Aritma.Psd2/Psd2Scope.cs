namespace Aritma.Psd2;

/// <summary>The OAuth scopes of Aritma's PSD2 API, as its authentication page lists them.</summary>
public static class Psd2Scope
{
    /// <summary><c>banking.channel.psd2</c>: access to the PSD2 APIs.</summary>
    public const string ChannelPsd2 = "banking.channel.psd2";

    /// <summary><c>banking.ais.read</c>: access to the account information APIs.</summary>
    public const string AisRead = "banking.ais.read";
}
