using System.Web;

namespace Aritma.Psd2.Client;

/// <summary>How an end user is sent to the bank. All members are optional.</summary>
public sealed record ConsentStart
{
    /// <summary>
    /// Where the browser returns to; null: it ends on a page of Aritma's. Aritma adds <c>state</c> to its query (Create consent, V4;
    /// inferred for the PSD2 API). The address doesn't tell what the user decided: <see cref="ConsentFlow.CompleteAsync"/> does.
    /// </summary>
    public Uri? ReturnUrl { get; init; }

    /// <summary>Where the browser returns to after a failure; null: to <see cref="ReturnUrl"/>.</summary>
    public Uri? ErrorUrl { get; init; }

    /// <summary>
    /// The bank (<see cref="Bank.Id"/>); null: the user chooses one (Create consent, V4; inferred for the PSD2 API). Not used when a
    /// consent is refreshed.
    /// </summary>
    public string? BankId { get; init; }

    /// <summary>When the consent ends, at most three months ahead; null: as late as possible.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The language of the pages that the user sees: <c>nb</c> or <c>en</c>; null: English.</summary>
    public string? UiCulture { get; init; }

    /// <exception cref="ArgumentException">A browser can't return to an address.</exception>
    internal RedirectSettings? ToRedirectSettings()
    {
        var (success, error) = (Checked(ReturnUrl, nameof(ReturnUrl)), Checked(ErrorUrl, nameof(ErrorUrl)));
        return success is null && error is null ? null : new() { Success = success, Error = error ?? success };
    }

    /// <summary>The address in ASCII, as it has to be in a Location header.</summary>
    private static Uri? Checked(Uri? address, string name)
    {
        // A path such as /callback is an absolute address too, of a file, outside of Windows.
        if (address is not null
            && (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)))
        {
            throw new ArgumentException($"{name} is no absolute http or https address, to which a browser could return.", name);
        }

        if (address is not null && HttpUtility.ParseQueryString(address.Query)["state"] is not null)
        {
            throw new ArgumentException($"{name} has a state in its query, where another one is added. Give yours another name.", name);
        }

        return address is null ? null : new(new UriBuilder(address) { Host = address.IdnHost }.Uri.AbsoluteUri);
    }
}
