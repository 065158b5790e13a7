using System.Globalization;

namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>In cultures with another calendar, other digits, another minus, a decimal comma, and another upper case of i.</summary>
public sealed class CultureTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    public async Task Answers_are_read_and_written_the_same_in_any_culture(string culture)
    {
        CultureInfo.CurrentCulture = new(culture);
        await using var reader = new AnswerReader();

        foreach (var recorded in RecordedAnswer.All)
        {
            Assert.True(await reader.IsReadAsync(new(recorded, recorded.Json, "is as it was")));
        }

        Assert.Equal("-1234.50 NOK", new Money(-1234.50m, "NOK").ToString());
        Assert.Equal(BalanceType.InterimBooked, new BalanceType("INTERIMBOOKED"));
    }
}
