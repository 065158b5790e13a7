using System.Globalization;
using System.Numerics;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>An amount is written as it was read, or refused.</summary>
public class MoneyTests
{
    private const int Cases = 2_000;

    private static readonly BigInteger Largest = new(decimal.MaxValue);

    /// <summary>All that a decimal can be: up to 96 bits, and a point before up to 28 of the digits.</summary>
    private static readonly Gen<string> Texts =
        from sign in Gen.Elements("", "-")
        from count in Gen.Choose(0, 12)
        from bytes in Gen.Choose(0, 255).Select(code => (byte)code).ArrayOf(count)
        from decimals in Gen.Choose(0, 28)
        select sign + Text(new(bytes, isUnsigned: true), decimals);

    /// <summary>Just beyond, or far beyond.</summary>
    private static readonly Gen<string> LongerTexts = Gen.OneOf(
        from sign in Gen.Elements("", "-")
        from beyond in Gen.Choose(1, int.MaxValue)
        from power in Gen.Choose(0, 10)
        from decimals in Gen.Choose(0, 28)
        select sign + Text((Largest + beyond) * BigInteger.Pow(10, power) + (power == 0 ? 0 : 1), decimals),
        from text in Texts
        where text.Contains('.', StringComparison.Ordinal)
        from digits in Gen.Choose(0, 9).Select(digit => digit.ToString(CultureInfo.InvariantCulture)).ArrayOf(29)
        select text + string.Concat(digits));

    [Fact]
    public Task What_a_decimal_can_hold_is_written_as_it_was_read() => Fuzz.Check(Texts, Cases, text =>
    {
        Assert.Equal($$"""{"currency":"NOK","amount":"{{text}}"}""", Written($"\"{text}\""));
        Assert.Equal($$"""{"currency":"NOK","amount":"{{text}}"}""", Written(text));
    });

    [Fact]
    public Task What_a_decimal_can_not_hold_is_refused_and_never_rounded() => Fuzz.Check(LongerTexts, Cases, text =>
    {
        AssertRefused($"\"{text}\"");
        AssertRefused(text);
    });

    [Theory]
    [InlineData("\"0.00\"", "0.00")]
    [InlineData("\"-0.00\"", "-0.00")]
    [InlineData("\"-0\"", "-0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("\"1.50\"", "1.50")]
    [InlineData("\"250000\"", "250000")]
    [InlineData("\"+1\"", "1")]
    [InlineData("\"0012.50\"", "12.50")]
    [InlineData("\"-0000000000000000000000000000000000000001\"", "-1")]
    [InlineData("\"00.00\"", "0.00")]
    [InlineData("\"7.\"", "7")]
    [InlineData("\".50\"", "0.50")]
    [InlineData("\"\\u0031\"", "1")]
    [InlineData("1e3", "1000")]
    [InlineData("1.50E+1", "15.0")]
    [InlineData("4E-05", "0.00004")]
    [InlineData("100e-2", "1.00")]
    public void What_is_plainly_the_same_number_is_written_plainly(string json, string amount) =>
        Assert.Equal($$"""{"currency":"NOK","amount":"{{amount}}"}""", Written(json));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("\" 1\"")]
    [InlineData("\"1 \"")]
    [InlineData("\"1\\u0000\"")]
    [InlineData("\"1,5\"")]
    [InlineData("\"1,000.00\"")]
    [InlineData("\"1 000\"")]
    [InlineData("\"1'000\"")]
    [InlineData("\"1e3\"")]
    [InlineData("\"(1)\"")]
    [InlineData("\"1-\"")]
    [InlineData("\"--1\"")]
    [InlineData("\"NOK 1\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"0x10\"")]
    [InlineData("\".\"")]
    [InlineData("\"-\"")]
    [InlineData("\"\u0661\"")]
    [InlineData("\"\u22121\"")]
    [InlineData("0e-30")]
    [InlineData("1e-400")]
    [InlineData("1e99999999999")]
    [InlineData("1e-99999999999")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void What_is_no_decimal_number_is_refused(string json) => AssertRefused(json);

    [Fact]
    public void Money_without_an_amount_is_refused() =>
        Assert.Throws<JsonException>(() => Read("""{"balances":[{"balanceAmount":{"currency":"NOK"}}]}"""));

    [Fact]
    public void A_rate_of_exchange_keeps_its_digits_and_is_written_as_a_number()
    {
        Assert.Equal("10.5700", Rate("10.5700"));
        Assert.Equal("10.5700", Rate("\"10.5700\""));
        Assert.Equal("0.00004", Rate("4E-05"));
        Assert.Throws<JsonException>(() => Rate("0.12345678901234567890123456789012345"));
        Assert.Throws<JsonException>(() => Rate("\"\""));
    }

    [Fact]
    public void Money_is_equal_by_amount_and_currency()
    {
        var money = Read(Balances("1.50")).Balances[0].BalanceAmount!.Value;

        Assert.Equal(new Money(1.5m, "NOK"), money with { UnknownMembers = new Dictionary<string, JsonElement>() });
        Assert.Equal(new Money(1.5m, "NOK").GetHashCode(), money.GetHashCode());
        Assert.NotEqual(new Money(1.5m, "SEK"), money);
        Assert.NotEqual(new Money(1.51m, "NOK"), money);
        Assert.Equal("1.50 NOK", money.ToString());
        Assert.Equal("0", default(Money).ToString());
    }

    private static string Text(BigInteger digits, int decimals)
    {
        var text = digits.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? text : $"{text[..^decimals]}.{text[^decimals..]}";
    }

    private static string Balances(string amount) =>
        $$$"""{"balances":[{"balanceAmount":{"currency":"NOK","amount":{{{amount}}}}}]}""";

    private static BalanceList Read(string json) => JsonSerializer.Deserialize(json, AritmaPsd2Json.Default.BalanceList)!;

    private static string Written(string amount) =>
        JsonSerializer.Serialize(Read(Balances(amount)).Balances[0].BalanceAmount!.Value, AritmaPsd2Json.Default.Money);

    private static void AssertRefused(string amount)
    {
        var refusal = Assert.Throws<JsonException>(() => Read(Balances(amount)));

        Assert.Equal("$.balances[0].balanceAmount", refusal.Path);
    }

    private static string Rate(string rate)
    {
        var amount = JsonSerializer.Deserialize($$"""{"exchangeRate":{{rate}}}""", AritmaPsd2Json.Default.InstructedAmount)!;
        using var written = JsonSerializer.SerializeToDocument(amount, AritmaPsd2Json.Default.InstructedAmount);
        return written.RootElement.GetProperty("exchangeRate").GetRawText();
    }
}
