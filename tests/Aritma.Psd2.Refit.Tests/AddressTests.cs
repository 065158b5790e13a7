using System.Globalization;
using System.Runtime.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

public enum Order
{
    Ascending,

    [EnumMember(Value = "desc")]
    Descending,
}

public interface IAddressApi
{
    [Get("/accounts/{id}/lines/{line}")]
    Task PathAsync(string id, int line);

    [Get("/accounts/{account-id}")]
    Task AliasAsync([AliasAs("account-id")] string id, [AliasAs("page-size")] int size);

    [Get("/days/{day}")]
    Task DayAsync([Query(Format = "yyyy-MM-dd")] DateOnly day);

    [Get("/search")]
    Task QueryAsync(string? text, int? page, bool all, Order order, decimal amount);

    [Get("/search?fixed=1")]
    Task FixedQueryAsync(string? text);

    [Get("/search?fixed={text}")]
    Task QueryTemplateAsync(string text, string more);

    [Get("/search")]
    Task FormatAsync(
        [Query(Format = "O")] DateTimeOffset since,
        [Query(Format = "yyyy-MM-dd")] DateOnly? day,
        [Query(Format = "yyyy-MM-dd")] DateOnly? until);

    [Get("/search")]
    Task PlainDatesAsync(DateTimeOffset since, DateOnly day);

    [Get("")]
    Task AnywhereAsync([Url] string address, string? text);

    [Get("")]
    Task AnywhereAsync([Url] Uri address);
}

public sealed class AddressTests
{
    private readonly Primary _primary = new();
    private readonly IAddressApi _api;

    public AddressTests()
    {
        _api = Client.Over<IAddressApi>(_primary);
    }

    private string Sent => _primary.Request.RequestUri!.AbsoluteUri;

    [Theory]
    [InlineData("https://api.test", "https://api.test/search?fixed=1")]
    [InlineData("https://api.test/", "https://api.test/search?fixed=1")]
    [InlineData("https://api.test/v1", "https://api.test/v1/search?fixed=1")]
    public async Task A_path_goes_below_the_base_address(string address, string expected)
    {
        await Client.Over<IAddressApi>(_primary, address).FixedQueryAsync(null);

        Assert.Equal(expected, Sent);
    }

    [Fact]
    public async Task A_slash_at_the_end_of_the_base_address_is_doubled_by_8_only()
    {
        await Client.Over<IAddressApi>(_primary, "https://api.test/v1/").FixedQueryAsync(null);

        Assert.Equal("https://api.test/v1/search?fixed=1", Sent);
    }

    [Fact]
    public async Task Path_parameters_are_escaped()
    {
        await _api.PathAsync("a b/c?ø", 5);

        Assert.Equal("https://api.test/v1/accounts/a%20b%2Fc%3F%C3%B8/lines/5", Sent);
    }

    [Fact]
    public async Task An_alias_names_path_and_query_parameters()
    {
        await _api.AliasAsync("7", 50);

        Assert.Equal("https://api.test/v1/accounts/7?page-size=50", Sent);
    }

    [Fact]
    public async Task The_other_parameters_are_the_query()
    {
        await _api.QueryAsync("a b&c=+/", 3, true, Order.Descending, 1.50m);

        Assert.Equal("https://api.test/v1/search?text=a%20b%26c%3D%2B%2F&page=3&all=True&order=desc&amount=1.50", Sent);
    }

    [Fact]
    public async Task A_null_is_left_out_of_the_query_and_an_empty_text_is_not()
    {
        await _api.QueryAsync(null, null, false, Order.Ascending, 0);
        Assert.Equal("https://api.test/v1/search?all=False&order=Ascending&amount=0", Sent);

        await _api.FixedQueryAsync(null);
        Assert.Equal("https://api.test/v1/search?fixed=1", Sent);

        await _api.FixedQueryAsync("");
        Assert.Equal("https://api.test/v1/search?fixed=1&text=", Sent);
    }

    [Fact]
    public async Task A_placeholder_may_stand_in_the_query()
    {
        await _api.QueryTemplateAsync("a b", "c");

        Assert.Equal("https://api.test/v1/search?fixed=a%20b&more=c", Sent);
    }

    [Fact]
    public async Task A_format_decides_how_a_value_is_written()
    {
        await _api.FormatAsync(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.FromHours(2)), new DateOnly(2024, 5, 6), until: null);
        Assert.Equal("https://api.test/v1/search?since=2024-05-06T07%3A08%3A09.0000000%2B02%3A00&day=2024-05-06", Sent);

        await _api.DayAsync(new DateOnly(2024, 5, 6));
        Assert.Equal("https://api.test/v1/days/2024-05-06", Sent);
    }

    [Fact]
    public async Task Without_a_format_a_date_is_written_in_the_invariant_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("nb-NO");
        try
        {
            await _api.PlainDatesAsync(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), new DateOnly(2024, 5, 6));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.Equal("https://api.test/v1/search?since=05%2F06%2F2024%2007%3A08%3A09%20%2B00%3A00&day=05%2F06%2F2024", Sent);
    }

    [Fact]
    public async Task Without_a_base_address_nothing_is_sent()
    {
        var services = new ServiceCollection();
        services.AddRefitGeneratedClient<IAddressApi>().Over(_primary);

        await Assert.ThrowsAsync<InvalidOperationException>(() => services.Resolve<IAddressApi>().FixedQueryAsync(null));
    }

    [Fact]
    public async Task An_address_of_the_callers_replaces_the_base_address()
    {
        await _api.AnywhereAsync("https://other.test/x?a=1", "b");
        Assert.Equal("https://other.test/x?a=1&text=b", Sent);

        await _api.AnywhereAsync(new Uri("https://other.test/y"));
        Assert.Equal("https://other.test/y", Sent);
    }

    [Fact]
    public async Task An_address_of_the_callers_must_be_absolute() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _api.AnywhereAsync("x", null));
}
