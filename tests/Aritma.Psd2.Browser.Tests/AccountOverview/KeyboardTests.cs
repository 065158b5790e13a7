namespace Aritma.Psd2.Browser.Tests.AccountOverview;

[Collection(nameof(Chromium))]
public sealed class KeyboardTests(Chromium chromium) : SampleTest(chromium)
{
    [BrowserFact]
    public async Task The_keyboard_alone_leads_from_nothing_to_a_search_and_the_table_of_the_chart()
    {
        await using var window = await OpenAsync();

        await PressAsync(window, window.Link("Connect your bank"));
        await PressAsync(window, window.Button("Nordlysvik Bank"));
        await PressAsync(window, window.Button("Approve"));
        await Expect(window.Page).ToHaveURLAsync(Address.AbsoluteUri);
        await PressAsync(window, window.Link("Household"));
        await Expect(window.Heading).ToHaveTextAsync("Household");

        var search = window.Page.GetByLabel("Search");
        await window.TabToAsync(search);
        await AssertFocusIsVisibleAsync(window);
        await window.Page.Keyboard.TypeAsync("felleskost");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(Transactions(window)).Not.ToHaveCountAsync(25);
        await Expect(Transactions(window).First).ToContainTextAsync("Felleskostnader");

        await PressAsync(window, window.Page.GetByText("The same as a table"));
        await Expect(window.Page.GetByText("Days on which something was booked")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task The_first_key_skips_to_the_content()
    {
        await using var window = await OpenAsync("/connect");
        var skip = window.Link("Skip to the content");
        await Expect(skip).Not.ToBeInViewportAsync();

        await window.Page.Keyboard.PressAsync("Tab");
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await AssertFocusIsVisibleAsync(window);
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("main")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Tab");

        // The first bank: what stands above the content is passed over.
        await Expect(window.Page.Locator("main button").First).ToBeFocusedAsync();
        window.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData("/", false)]
    [InlineData("/connect", true)]
    [InlineData("account", false)]
    [InlineData("account", true)]
    public async Task The_focus_is_seen_wherever_it_stands(string path, bool isDark)
    {
        await using var window = await OpenAsync(isDark: isDark);
        await ConnectAsync(window);
        if (path == "account")
        {
            await OpenAccountAsync(window);
        }
        else
        {
            await window.Page.GotoAsync(path);
        }

        var elements = window.Page.Locator("a[href], button, input:not([type=hidden]), select, summary");
        foreach (var element in await elements.AllAsync())
        {
            await window.TabToAsync(element);
            await AssertFocusIsVisibleAsync(window);
        }

        Assert.InRange(await elements.CountAsync(), 9, 40);
    }

    private static async Task PressAsync(Window window, ILocator element)
    {
        await Expect(element).ToBeVisibleAsync();
        await window.TabToAsync(element);
        await AssertFocusIsVisibleAsync(window);
        await window.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task AssertFocusIsVisibleAsync(Window window)
    {
        var (style, width) = (
            await window.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"),
            await window.Page.EvaluateAsync<float>("parseFloat(getComputedStyle(document.activeElement).outlineWidth)"));
        Assert.True(style != "none" && width >= 1, $"The outline is {style} and {width} pixels wide.");
    }
}
