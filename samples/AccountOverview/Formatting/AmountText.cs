using System.Globalization;
using Aritma.Psd2.Client;

namespace AccountOverview.Formatting;

/// <summary>Amounts as the user's culture writes them.</summary>
internal static class AmountText
{
    private const int UsualDecimals = 2;

    /// <summary>The number alone. No digit that the bank has sent is rounded away.</summary>
    public static string Number(decimal amount) =>
        amount.ToString($"N{Math.Max(UsualDecimals, (int)amount.Scale)}", CultureInfo.CurrentCulture);

    public static string Of(Money money) => $"{Number(money.Amount)} {money.Currency}".TrimEnd();
}
