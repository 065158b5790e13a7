using System.Collections.Immutable;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>
/// What Aritma's documentation says of scopes beyond the constants of <c>Psd2Scope</c>, which are read from that type itself.
/// </summary>
internal static class AritmaScopes
{
    /// <summary>The PSD2 scope that has to do with accounts.</summary>
    public const string AisRead = "banking.ais.read";

    /// <summary>Each of Aritma's examples that asks for <see cref="AisRead"/> asks for this one too. Nothing says that it must.</summary>
    public const string ChannelPsd2 = "banking.channel.psd2";

    /// <summary>
    /// The OAuth scopes that the documentation of Aritma's other APIs and of Aritma ID names, in November 2026. That doesn't mean that a
    /// client is granted them: Aritma decides that for each client.
    /// </summary>
    public static readonly ImmutableArray<string> OfOtherApis =
    [
        "api",
        "bankservice",
        "offline_access",
        "openid",
        "profile",
        "reconcile",
        "services.banking",
        "services.erphub",
        "services.iam",
        "services.settlement",
        "zam",
    ];
}
