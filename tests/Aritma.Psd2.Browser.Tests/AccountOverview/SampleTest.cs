using System.Net.Http.Json;
using System.Text.Json;
using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Browser.Tests.AccountOverview;

/// <summary>
/// The sample on localhost and its sandbox on 127.0.0.1, for each test: on one host cookies and origins would hide faults.
/// </summary>
public abstract class SampleTest(Chromium chromium) : IAsyncLifetime
{
    protected Psd2Sandbox Sandbox { get; private set; } = null!;

    protected Uri Address => Application.Address;

    private SampleApplication Application { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Sandbox = await Psd2Sandbox.StartAsync(options => options.TimeProvider = new FixedDay());
        Application = new(Sandbox);
        Application.Listen();
    }

    public async Task DisposeAsync()
    {
        await Application.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    /// <summary>Another browser, which has no cookies yet.</summary>
    private protected Task<Window> OpenAsync(
        string path = "/",
        int width = 1280,
        bool isDark = false,
        string locale = "en-GB",
        Action<BrowserNewContextOptions>? configure = null) =>
        chromium.OpenAsync(new(Address, path), width, isDark, locale, Sandbox.Address, configure);

    /// <summary>Connects a bank as its user does, who is on the page of all accounts then.</summary>
    private protected async Task ConnectAsync(Window window, string bank = "Nordlysvik Bank")
    {
        await window.Page.GotoAsync("/connect");
        await window.Button(bank).ClickAsync();
        await ApproveAsync(window);
    }

    /// <summary>Approves on the page of the consent.</summary>
    private protected async Task ApproveAsync(Window window)
    {
        await window.Button("Approve").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(Address.AbsoluteUri);
        await Expect(window.Heading).ToHaveTextAsync("Accounts");
    }

    /// <summary>From the page of all accounts to that of one.</summary>
    private protected static async Task OpenAccountAsync(Window window, string name = "Household")
    {
        await window.Link(name).ClickAsync();
        await Expect(window.Heading).ToContainTextAsync(name);
        await Expect(window.Page.Locator(".crumbs")).ToBeVisibleAsync();
    }

    /// <summary>The rows of the list of transactions.</summary>
    private protected static ILocator Transactions(Window window) => window.Page.Locator(".transactions tbody tr");

    /// <summary>The consents that the sample has created.</summary>
    protected async Task<IReadOnlyList<string>> ConsentsAsync()
    {
        var consents = await Requests.Http.GetFromJsonAsync<JsonElement>(new Uri(Sandbox.Address, "/sandbox/consents"));
        return [.. consents.EnumerateArray().Select(consent => consent.GetProperty("consentId").GetString()!)];
    }
}
