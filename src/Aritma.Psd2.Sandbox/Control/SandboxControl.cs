using System.Globalization;
using System.Security.Cryptography;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// What the owner does to consents and accounts, in C# and over HTTP. Each method throws <see cref="ArgumentException"/> where a value
/// can't be; its message says which one, and what is expected.
/// </summary>
internal sealed class SandboxControl(SandboxState state)
{
    private const decimal LargestAmount = 1_000_000_000_000m;

    /// <summary>A consent that its end user has approved. Null: of the first client, and without a bank.</summary>
    public Consent AddConsent(string? clientId, string? bankId)
    {
        clientId ??= state.Clients.Keys.First();
        if (!state.Clients.ContainsKey(clientId))
        {
            throw new ArgumentException($"The sandbox has no client '{clientId}'.");
        }

        return state.Consents.AddApproved(clientId, FindBank(bankId), state.Consents.Now.AddDays(ConsentBody.DefaultDays));
    }

    /// <summary>Lets the end user approve or decline.</summary>
    public Consent Decide(string consentId, bool isApproved, string? bankId)
    {
        var bank = FindBank(bankId);
        var consent = state.Consents.Find(consentId) ?? throw NoConsent(consentId);
        return consent.ShortId is { } shortId && state.Consents.Decide(shortId, isApproved, bank).Decided is { } decided
            ? decided
            : throw new ArgumentException(
                $"The consent '{consentId}' can't be decided on: its status is {consent.StatusAt(state.Consents.Now)}, or its address has "
                + "been used. A refresh opens a new one.");
    }

    public Consent SetConsentStatus(string consentId, string status)
    {
        if (Names.Find<ConsentStatus>(status) is not { } wanted)
        {
            throw new ArgumentException(
                $"'{status}' is not the status of a consent. Those are {string.Join(", ", ConsentStatuses.All)}.");
        }

        return state.Consents.SetStatus(consentId, wanted) ?? throw NoConsent(consentId);
    }

    public Account AddAccount(SandboxAccount account)
    {
        var bank = FindBank(account.BankId);
        if (string.IsNullOrWhiteSpace(account.Name))
        {
            throw new ArgumentException("The name of the account is empty.");
        }

        if (account.Currency is not { Length: 3 } || !account.Currency.All(char.IsAsciiLetterUpper))
        {
            throw new ArgumentException($"The currency '{account.Currency}' is not a code of ISO 4217, such as NOK.");
        }

        CheckAmount(account.Balance, "balance of the account");
        var added = state.Data.Add(bank, account.Name, account.Currency, account.Balance, state.Clock.GetUtcNow());
        state.Changes.Raise();
        return added;
    }

    public Transaction AddTransaction(string accountId, SandboxTransaction transaction)
    {
        if (state.Data.Accounts.FirstOrDefault(candidate => candidate.Id == accountId) is not { } account)
        {
            throw new ArgumentException($"The sandbox has no account '{accountId}'.");
        }

        if (transaction.Id is "")
        {
            throw new ArgumentException("The id of the transaction is empty.");
        }

        if (string.IsNullOrWhiteSpace(transaction.Counterparty) || string.IsNullOrWhiteSpace(transaction.Text))
        {
            throw new ArgumentException("The counterparty or the text of the transaction is empty.");
        }

        CheckAmount(transaction.Amount, "amount of the transaction");

        var added = new Transaction(
            transaction.Id ?? RandomNumberGenerator.GetHexString(24, lowercase: true),
            StatusOf(transaction),
            transaction.Date ?? state.Clock.Today,
            transaction.Amount,
            transaction.Counterparty,
            Iban.Of(account.Bank.CountryCode, Iban.RandomBban(account.Bank, Random.Shared)),
            transaction.Text)
        {
            AddedAt = state.Clock.GetUtcNow(),
        };
        account.Add(added);
        state.Changes.Raise();
        return added;
    }

    private static ArgumentException NoConsent(string id) => new($"The sandbox has no consent '{id}'.");

    /// <summary>What a balance can hold without end, and an answer shows as it is.</summary>
    private static void CheckAmount(decimal amount, string name)
    {
        if (amount is < -LargestAmount or > LargestAmount || decimal.Round(amount, 2) != amount)
        {
            throw new ArgumentException(
                $"The {name} has more than two decimals, or is beyond {LargestAmount.ToString(CultureInfo.InvariantCulture)}.");
        }
    }

    private Bank? FindBank(string? id) =>
        id is null ? null
        : state.Data.FindBank(id) ?? throw new ArgumentException($"'{id}' is not the id of a bank. GET /banks of the API lists them.");

    private static BookingStatus StatusOf(SandboxTransaction transaction) => Names.Find<BookingStatus>(transaction.Status)
        ?? throw new ArgumentException($"The status '{transaction.Status}' is neither booked, pending nor information.");
}
