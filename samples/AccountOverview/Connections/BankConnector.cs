using System.Globalization;
using AccountOverview.Failures;
using AccountOverview.Hosting;
using Aritma.Psd2.Client;

namespace AccountOverview.Connections;

/// <summary>Takes the user to the bank and back.</summary>
internal sealed class BankConnector(
    ConsentFlow flow, IBankDirectoryApi banks, PendingConsents pendingConsents, ConnectionStore connections, PublicAddress publicAddress)
{
    /// <summary>Creates a consent.</summary>
    /// <param name="bankId">The bank; null: the user chooses one on the pages of the consent.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Where to send the browser.</returns>
    public async Task<Uri> StartAsync(string? bankId, CancellationToken cancellationToken)
    {
        var pending = await flow.StartAsync(Start with { BankId = bankId }, cancellationToken);
        pendingConsents.Add(pending);
        return pending.RedirectUrl;
    }

    /// <summary>Opens a consent again before it ends.</summary>
    /// <returns>Where to send the browser.</returns>
    public async Task<Uri> RenewAsync(Connection connection, CancellationToken cancellationToken)
    {
        var pending = await flow.RefreshAsync(connection.ConsentId, Start, cancellationToken);
        pendingConsents.Add(pending);
        return pending.RedirectUrl;
    }

    /// <summary>Reads what the user decided, and keeps the connection.</summary>
    /// <param name="state">What the browser brought back.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="ConsentStateException">This browser wasn't sent to the bank with that state, or is back already.</exception>
    public async Task<ConsentStatus> CompleteAsync(string? state, CancellationToken cancellationToken)
    {
        var pending = pendingConsents.Find(state)
            ?? throw new ConsentStateException("The browser wasn't sent to the bank with this state, or has been back with it already.");
        var consent = await flow.CompleteAsync(pending, state, cancellationToken);
        var status = consent.Status ?? ConsentStatus.Unknown;
        if (!HasComeToNothing(status))
        {
            // What isn't decided yet is kept too: the bank may tell later than it sends the browser back.
            var bankId = consent.AdditionalData?.BankId;
            var connection = new Connection(
                0, consent.ConsentId, bankId, await FindBankNameAsync(bankId, cancellationToken), consent.ExpiresAt);
            connections.Save(connection, replacesSameBank: status == ConsentStatus.Authorized);
        }

        pendingConsents.Remove(pending);
        return status;
    }

    private static bool HasComeToNothing(ConsentStatus status) =>
        status == ConsentStatus.Failure || status == ConsentStatus.Expired || status == ConsentStatus.Revoked;

    /// <summary>A name is worth no failure: the user has approved.</summary>
    private async Task<string?> FindBankNameAsync(string? bankId, CancellationToken cancellationToken)
    {
        try
        {
            return (await banks.GetBanksAsync(cancellationToken)).Banks.FirstOrDefault(bank => bank.Id == bankId)?.Name;
        }
        catch (Exception exception) when (BankFailure.Of(exception) is not null)
        {
            return null;
        }
    }

    // The pages of the consent speak Norwegian and English.
    private ConsentStart Start => new()
    {
        ReturnUrl = publicAddress.Of("/connect/callback"),
        UiCulture = CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "nb" ? "nb" : "en",
    };
}
