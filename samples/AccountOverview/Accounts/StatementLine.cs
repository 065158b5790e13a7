using System.Globalization;
using Aritma.Psd2.Client;

namespace AccountOverview.Accounts;

/// <summary>A transaction as it is shown.</summary>
/// <param name="Day">The day of booking, else of value; null where the bank leaves both out, as it may while it is pending.</param>
/// <param name="Counterparty">Who paid, or was paid; null where the bank leaves it out.</param>
/// <param name="Text">What it is for; null where the bank leaves it out.</param>
/// <param name="Amount">How much, negative where money left the account; null where the bank leaves it out.</param>
/// <param name="Status">The stage of its booking.</param>
internal sealed record StatementLine(DateOnly? Day, string? Counterparty, string? Text, Money? Amount, BookingStatus? Status)
{
    public static StatementLine Of(Transaction transaction) => new(
        transaction.BookingDate ?? transaction.ValueDate,
        transaction.TransactionAmount?.Amount < 0 ? transaction.CreditorName : transaction.DebtorName,
        transaction.RemittanceInformationUnstructured,
        transaction.TransactionAmount,
        transaction.BookingStatus);

    public bool IsBooked => Status == BookingStatus.Booked;

    public bool IsPending => Status == BookingStatus.Pending;

    public bool Matches(string search) => Has(Counterparty, search) || Has(Text, search) || HasAmount(search);

    private static bool Has(string? text, string search) =>
        text is not null
        && CultureInfo.CurrentCulture.CompareInfo.IndexOf(text, search, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    /// <summary>Ignores the sign and the separators of thousands.</summary>
    private bool HasAmount(string search)
    {
        var digits = string
            .Concat(search.Where(character => !char.IsWhiteSpace(character) && character is not ('+' or '-' or '−')))
            .Replace(CultureInfo.CurrentCulture.NumberFormat.NumberGroupSeparator, "", StringComparison.Ordinal);
        return digits.Length > 0
            && Amount is { } amount
            && Math.Abs(amount.Amount).ToString("0.00##", CultureInfo.CurrentCulture).Contains(digits, StringComparison.Ordinal);
    }
}
