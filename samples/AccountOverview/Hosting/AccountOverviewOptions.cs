namespace AccountOverview.Hosting;

/// <summary>The section <c>AccountOverview</c> of the configuration.</summary>
internal sealed class AccountOverviewOptions
{
    public const string Section = "AccountOverview";

    /// <summary>
    /// Where users find this application, and so where the bank sends them back to. It comes from here and not from the request, whose
    /// Host header is the client's. Null, in development only: the address that the server listens on.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>
    /// Further origins that a form may lead to on the way to the bank: the pages of the consent, where they have another origin than the
    /// API, and those of a bank that they lead straight on to.
    /// </summary>
    public IList<string> ConsentOrigins { get; } = [];

    /// <summary>What all instances share, such as <c>redis.internal:6379</c>. Null: there is one instance.</summary>
    public string? Redis { get; set; }

    /// <summary>
    /// The folder of the keys that cookies are encrypted with, where there is no Redis. Null, in development only: where ASP.NET Core
    /// keeps a developer's keys.
    /// </summary>
    public string? KeyRing { get; set; }

    /// <summary>
    /// The addresses of the proxies in front, or their networks (<c>10.0.0.0/8</c>), whose <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> are believed.
    /// </summary>
    public IList<string> Proxies { get; } = [];

    /// <summary>Whether the page Access is there. It is for operators: have them sign in, before you show it in production.</summary>
    public bool ShowAccess { get; set; }
}
