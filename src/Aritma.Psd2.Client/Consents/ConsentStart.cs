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

    /// <summary>The bank (<see cref="Bank.Id"/>); null: the user chooses one. Not used when a consent is refreshed.</summary>
    public string? BankId { get; init; }

    /// <summary>When the consent ends, at most three months ahead; null: as late as possible.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The language of the pages that the user sees: <c>nb</c> or <c>en</c>; null: English.</summary>
    public string? UiCulture { get; init; }

    /// <exception cref="ArgumentException">An address isn't absolute, so that no browser could return to it.</exception>
    internal RedirectSettings? ToRedirectSettings()
    {
        MustBeAbsolute(ReturnUrl, nameof(ReturnUrl));
        MustBeAbsolute(ErrorUrl, nameof(ErrorUrl));
        return ReturnUrl is null && ErrorUrl is null ? null : new() { Success = ReturnUrl, Error = ErrorUrl ?? ReturnUrl };
    }

    private static void MustBeAbsolute(Uri? address, string name)
    {
        if (address is { IsAbsoluteUri: false })
        {
            throw new ArgumentException($"{name} isn't absolute. The browser comes back to it from elsewhere.", name);
        }
    }
}
