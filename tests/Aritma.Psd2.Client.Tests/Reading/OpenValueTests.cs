using System.Reflection;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>Values of lists that may grow: the same for each of them.</summary>
public abstract class OpenValueTests<TValue>
    where TValue : struct, IOpenValue<TValue>
{
    private static readonly TValue[] Known =
    [
        .. typeof(TValue).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => (TValue)property.GetValue(null)!),
    ];

    [Fact]
    public void Values_are_equal_whatever_their_case() => Assert.All(Known, value =>
    {
        var shouted = TValue.FromText(value.Value.ToUpperInvariant());

        Assert.Equal(value, shouted);
        Assert.Equal(value.GetHashCode(), shouted.GetHashCode());
        Assert.Contains(shouted, new HashSet<TValue> { value });
        Assert.Equal(value.Value, value.ToString());
    });

    [Fact]
    public void All_known_values_differ()
    {
        Assert.True(Known.Length > 1);
        Assert.Distinct(Known);
    }

    [Theory]
    [InlineData("somethingNew")]
    [InlineData("")]
    [InlineData(" booked")]
    [InlineData("Ünknown\u0000")]
    public void An_unknown_value_is_kept_as_it_came(string text)
    {
        Assert.Equal(text, TValue.FromText(text).Value);
        Assert.Equal(text, TValue.FromText(text).ToString());
        Assert.DoesNotContain(TValue.FromText(text), Known);
    }

    [Fact]
    public void The_default_is_empty_and_equals_no_known_value()
    {
        Assert.Equal("", default(TValue).Value);
        Assert.Equal("", default(TValue).ToString());
        Assert.Equal(TValue.FromText(""), default);
        Assert.Equal(TValue.FromText("").GetHashCode(), default(TValue).GetHashCode());
        Assert.DoesNotContain(default, Known);
    }

    [Fact]
    public void Null_is_no_value() => Assert.Throws<ArgumentNullException>("value", () => TValue.FromText(null!));
}

public class ConsentStatusTests : OpenValueTests<ConsentStatus>
{
    [Theory]
    [InlineData("Authorized", "go on")]
    [InlineData("EXPIRED", "ask again")]
    [InlineData("revoked", "ask again")]
    [InlineData("somethingNew", "somethingNew?")]
    public void A_status_can_be_switched_on(string text, string expected) => Assert.Equal(expected, new ConsentStatus(text) switch
    {
        var status when status == ConsentStatus.Authorized => "go on",
        var status when status == ConsentStatus.Expired || status == ConsentStatus.Revoked => "ask again",
        var status => $"{status}?",
    });
}

public class BookingStatusTests : OpenValueTests<BookingStatus>;

public class BalanceTypeTests : OpenValueTests<BalanceType>;
