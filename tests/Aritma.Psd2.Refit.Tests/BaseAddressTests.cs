using Refit;

namespace Aritma.Psd2.Refit.Tests;

public interface IBaseAddressApi
{
    [Get("/items")]
    Task SlashAsync();

    [Get("items")]
    Task NoSlashAsync();
}

/// <summary>A base address with a trailing slash, as ours always is, keeps its path in both modes.</summary>
public sealed class BaseAddressTests
{
    private readonly RefitSettings _rfc3986 = new() { UrlResolution = UrlResolutionMode.Rfc3986 };

    [Fact]
    public Task By_default_the_trailing_slash_is_not_doubled() =>
        AssertSent("https://api.test/v1/items", "https://api.test/v1/", api => api.SlashAsync());

    [Fact]
    public Task By_Rfc3986_a_path_without_a_slash_goes_below_the_trailing_slash() =>
        AssertSent("https://api.test/v1/items", "https://api.test/v1/", api => api.NoSlashAsync(), _rfc3986);

    [Fact]
    public Task By_Rfc3986_a_base_address_without_a_trailing_slash_loses_its_last_segment() =>
        AssertSent("https://api.test/items", "https://api.test/v1", api => api.NoSlashAsync(), _rfc3986);

    private static async Task AssertSent(
        string expected, string baseAddress, Func<IBaseAddressApi, Task> call, RefitSettings? settings = null)
    {
        var primary = Primary.Answering("");

        await call(Client.Over<IBaseAddressApi>(primary, settings, baseAddress));

        Assert.Equal(expected, primary.Request.RequestUri?.AbsoluteUri);
    }
}
