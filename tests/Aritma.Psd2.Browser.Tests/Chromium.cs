namespace Aritma.Psd2.Browser.Tests;

/// <summary>One browser for all tests, from the machine: Playwright would download its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Requirements.Missing is null)
        {
            _playwright = await Playwright.CreateAsync();
            // Chromium's own sandbox doesn't start for root, whom build machines use.
            _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Path,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"],
            });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A window with nothing of other tests in it.</summary>
    /// <param name="address">Where it goes.</param>
    /// <param name="width">Of its screen, in pixels.</param>
    /// <param name="isDark">Whether its user prefers dark colours.</param>
    /// <param name="locale">The language of its user.</param>
    /// <param name="other">What its pages may talk to beside the origin of the address.</param>
    /// <param name="configure">Changes further properties.</param>
    internal async Task<Window> OpenAsync(
        Uri address,
        int width = 1280,
        bool isDark = false,
        string locale = "en-GB",
        Uri? other = null,
        Action<BrowserNewContextOptions>? configure = null)
    {
        var options = new BrowserNewContextOptions
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = locale,
            ReducedMotion = ReducedMotion.Reduce,
            BaseURL = address.GetLeftPart(UriPartial.Authority),
        };
        configure?.Invoke(options);
        var window = await Window.OpenAsync(await _browser!.NewContextAsync(options), other is null ? [address] : [address, other]);
        await window.Page.GotoAsync(address.AbsoluteUri);
        return window;
    }
}

[CollectionDefinition(nameof(Chromium))]
public sealed class SharesChromium : ICollectionFixture<Chromium>;
