using Deque.AxeCore.Playwright;

namespace Aritma.Psd2.Browser.Tests;

/// <summary>A window of the browser, which hears what is written to its console and what its pages ask other origins for.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    public Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _errors.Add($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _errors.Add(error);
        page.Request += (_, request) => Requests.Add(new(request.Url));
    }

    public IPage Page { get; }

    public List<Uri> Requests { get; } = [];

    /// <summary>No violation that axe finds, nothing on the console, nothing from another origin, and no scrolling to the side.</summary>
    public async Task AssertSoundAsync()
    {
        var axe = await Page.RunAxe();
        Assert.Empty(axe.Violations.Select(violation =>
            $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
        AssertQuiet();
        Assert.All(Requests, request => Assert.Equal("127.0.0.1", request.Host));
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "It scrolls to the side.");
    }

    public void AssertQuiet() => Assert.Empty(_errors);

    /// <summary>Presses Tab until an element has the focus.</summary>
    public async Task TabToAsync(ILocator element)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await element.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail("The keyboard doesn't reach the element.");
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
