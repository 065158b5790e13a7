using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Browser.Tests;

/// <summary>A window that heard nothing would let every other test pass.</summary>
[Collection(nameof(Chromium))]
public sealed class WindowTests(Chromium chromium) : IAsyncLifetime
{
    private Psd2Sandbox _sandbox = null!;

    public async Task InitializeAsync() => _sandbox = await Psd2Sandbox.StartAsync();

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    [BrowserFact]
    public async Task It_hears_of_what_the_policy_forbids()
    {
        await using var window = await chromium.OpenAsync(_sandbox.Address);
        window.AssertQuiet();

        var report = await window.Page.RunAndWaitForConsoleMessageAsync(
            () => window.Page.EvaluateAsync("document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))"),
            new() { Predicate = message => message.Text.StartsWith("Forbidden: script-src", StringComparison.Ordinal) });

        Assert.Equal("error", report.Type);
        Assert.ThrowsAny<Exception>(() => window.AssertQuiet());
    }

    [BrowserFact]
    public async Task It_expects_the_status_that_it_is_told_and_no_other()
    {
        await using var window = await chromium.OpenAsync(new(_sandbox.Address, "/consent/c/s/none"));

        Assert.ThrowsAny<Exception>(() => window.AssertQuiet());
        Assert.ThrowsAny<Exception>(() => window.AssertQuiet(410));
        window.AssertQuiet(404);
    }
}
