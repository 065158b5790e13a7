using System.Globalization;
using System.Numerics;

namespace Aritma.Psd2.Sandbox;

/// <summary>Account numbers that pass the checks of software that validates them.</summary>
internal static class Iban
{
    /// <summary>An IBAN of the country and national number, with the check digits of ISO 13616.</summary>
    public static string Of(string countryCode, string bban)
    {
        var digits = string.Concat($"{bban}{countryCode}00".Select(c => char.IsAsciiLetter(c) ? $"{c - 'A' + 10}" : $"{c}"));
        var check = 98 - (int)(BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97);
        return $"{countryCode}{check:00}{bban}";
    }

    /// <summary>A national account number at the bank, as long as its country wants it.</summary>
    public static string RandomBban(Bank bank, Random random)
    {
        var length = bank.CountryCode switch { "NO" => 10, "SE" => 20, _ => 14 };
        string number;
        do
        {
            number = bank.BankCode + string.Concat(random.GetItems("0123456789".AsSpan(), length - bank.BankCode.Length));
        }
        while (bank.CountryCode == "NO" && NorwegianCheck(number) == 10);

        return bank.CountryCode == "NO" ? $"{number}{NorwegianCheck(number)}" : number;
    }

    /// <summary>The modulus 11 check digit that ends a Norwegian account number; 10 means that the number is not in use.</summary>
    private static int NorwegianCheck(string tenDigits)
    {
        ReadOnlySpan<int> weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * (tenDigits[i] - '0');
        }

        return (11 - (sum % 11)) % 11;
    }
}
