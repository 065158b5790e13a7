using Aritma.Psd2.Sandbox;
using Aritma.Psd2.Testing;

namespace Aritma.Psd2.AccountOverview.Tests;

public sealed class PagesTests
{
    [Fact]
    public async Task It_starts()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        await using var app = new SampleApplication(sandbox);
        using var client = app.CreateClient(new() { BaseAddress = app.Address, AllowAutoRedirect = false });
        Assert.Contains("No bank is connected", await client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        using var css = await client.GetAsync(new Uri("/site.css", UriKind.Relative));
        Assert.Equal(200, (int)css.StatusCode);
    }

    [Fact]
    public async Task It_listens()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        await using var app = new SampleApplication(sandbox);
        app.Listen();
        using var client = new HttpClient { BaseAddress = app.Address };
        Assert.Contains("No bank is connected", await client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        using var css = await client.GetAsync(new Uri("/site.css", UriKind.Relative));
        Assert.Equal(200, (int)css.StatusCode);
    }
}
