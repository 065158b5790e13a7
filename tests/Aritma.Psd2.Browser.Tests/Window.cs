using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Aritma.Psd2.Browser.Tests;

/// <summary>
/// A window of the browser, which hears what is written to its console, what its content security policy forbids, and what its pages ask
/// other origins for.
/// </summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly HashSet<string> _origins;
    private readonly List<IConsoleMessage> _complaints = [];
    private readonly List<string> _errors = [];
    private int _status;

    private Window(IBrowserContext context, IPage page, IEnumerable<Uri> origins)
    {
        (_context, Page) = (context, page);
        _origins = [.. origins.Select(OriginOf)];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add(message);
            }
        };
        page.PageError += (_, error) => _errors.Add(error);
        page.Request += (_, request) => Requests.Add(new(request.Url));
        page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest)
            {
                _status = response.Status;
            }
        };
    }

    public IPage Page { get; }

    public List<Uri> Requests { get; } = [];

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <param name="context">The browser's.</param>
    /// <param name="origins">What its pages may talk to.</param>
    public static async Task<Window> OpenAsync(IBrowserContext context, IEnumerable<Uri> origins)
    {
        // Of a redirect that form-action forbids Chromium may write nothing.
        await context.AddInitScriptAsync(
            "addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>"
            + " console.error('Forbidden:', violatedDirective, blockedURI));");
        // A test that fails shouldn't take the 30 seconds that are usual.
        context.SetDefaultTimeout(10_000);
        return new(context, await context.NewPageAsync(), origins);
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>A link by a part of its name.</summary>
    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    /// <summary>No violation that axe finds, no scrolling to the side, and quiet.</summary>
    public async Task AssertSoundAsync(int status = 200)
    {
        // What passes is not asked for: to list it takes longer than the rest.
        var axe = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.Empty(axe.Violations.Select(violation =>
            $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
        await AssertFitsAsync();
        AssertQuiet(status);
    }

    public async Task AssertFitsAsync() =>
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "It scrolls to the side.");

    /// <summary>
    /// Nothing on the console since the last time, no exception, and nothing from an origin that isn't expected. Chromium itself writes on
    /// the console that a page has come with an error: of this page, that is expected, if its status is.
    /// </summary>
    public void AssertQuiet(int status = 200)
    {
        Assert.Equal(status, _status);
        if (status >= 400)
        {
            var failed = $"Failed to load resource: the server responded with a status of {status} ";
            _complaints.RemoveAll(complaint =>
                complaint.Text.StartsWith(failed, StringComparison.Ordinal)
                && complaint.Location.StartsWith(Page.Url, StringComparison.Ordinal));
        }

        Assert.Empty(_complaints.Select(complaint => $"{complaint.Type}: {complaint.Text} ({complaint.Location})"));
        Assert.Empty(_errors);
        Assert.All(Requests, request => Assert.Contains(OriginOf(request), _origins));
    }

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

    private static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
