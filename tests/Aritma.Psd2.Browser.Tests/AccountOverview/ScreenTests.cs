using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Browser.Tests.AccountOverview;

/// <summary>Every page, on a phone, a desk and a 4K screen, in light and dark.</summary>
[Collection(nameof(Chromium))]
public sealed class ScreenTests(Chromium chromium) : SampleTest(chromium)
{
    [BrowserTheory]
    [InlineData("/", "Accounts")]
    [InlineData("/connect", "Connect a bank")]
    [InlineData("/access", "Access")]
    [InlineData("/connect/callback?state=foreign", "This link can't be used to connect a bank", 400)]
    [InlineData("/nowhere", "There is no such page", 404)]
    public async Task A_page_is_sound_before_a_bank_is_connected(string path, string heading, int status = 200)
    {
        await using var window = await OpenAsync(path);

        await Expect(window.Heading).ToHaveTextAsync(heading);
        await AssertSoundOnEachScreenAsync(window, status);
    }

    [BrowserTheory]
    [InlineData("Failure", "The bank isn't connected", 360, true)]
    [InlineData("AwaitingApproval", "Another person has to approve", 360, false)]
    [InlineData("Started", "Nothing has been decided yet", 1280, false)]
    [InlineData("Expired", "The permission has ended already", 1280, true)]
    [InlineData("removed", "The bank is removed here", 3840, false)]
    [InlineData("", "The bank hasn't answered yet", 3840, true)]
    public async Task An_end_of_a_connection_is_sound(string outcome, string heading, int width, bool isDark)
    {
        await using var window = await OpenAsync($"/connect/ended?outcome={outcome}", width, isDark);

        await Expect(window.Heading).ToHaveTextAsync(heading);
        await window.AssertSoundAsync();
        await AssertNothingIsCutAsync(window);
    }

    [BrowserFact]
    public async Task The_accounts_of_several_banks_are_sound_where_some_of_them_fail()
    {
        AddLongAccount();
        await using var window = await OpenAsync();
        foreach (var bank in new[]
        {
            "Nordlysvik Bank", "Vattenrosbanken", "Bank that answers 429", "Bank that answers 500", "Bank that leaves members out",
        })
        {
            await ConnectAsync(window, bank);
        }

        await Expect(window.Page.Locator(".notice")).ToHaveCountAsync(2);
        await AssertSoundOnEachScreenAsync(window);
        // What has failed, at least.
        await window.Link("Access").ClickAsync();
        await Expect(window.Page.GetByText("429 Too Many Requests").First).ToBeVisibleAsync();
        await AssertSoundOnEachScreenAsync(window);
    }

    [BrowserTheory]
    [InlineData("?to=2026-03-16", "text=There is no history of the balance", 360, true)]
    [InlineData("?search=no+transaction+has+this", "text=Nothing matches.", 360, false)]
    [InlineData("?from=2026-03-18", "role=alert", 1280, true)]
    [InlineData("?part=2", "text=Page 2 of 2", 1280, false)]
    public async Task An_account_is_sound_whatever_is_asked_for(string query, string shows, int width, bool isDark)
    {
        await using var window = await OpenAsync(width: width, isDark: isDark);
        await ConnectAsync(window);
        await OpenAccountAsync(window);
        await window.Page.GotoAsync(window.Page.Url + query);

        await Expect(window.Page.Locator(shows)).ToBeVisibleAsync();
        await window.AssertSoundAsync();
        await AssertNothingIsCutAsync(window);
    }

    [BrowserFact]
    public async Task An_account_is_sound_with_the_table_of_its_chart_opened()
    {
        await using var window = await OpenAsync();
        await ConnectAsync(window);
        await OpenAccountAsync(window);

        await window.Page.GetByText("The same as a table").ClickAsync();

        await Expect(window.Page.GetByText("The days on which something was booked, and the first day")).ToBeVisibleAsync();
        await AssertSoundOnEachScreenAsync(window);
    }

    [BrowserTheory]
    [InlineData("revoked", 409)]
    [InlineData("authorized", 503)]
    public async Task A_failure_is_sound(string consent, int status)
    {
        await using var window = await OpenAsync();
        await ConnectAsync(window);
        await OpenAccountAsync(window);
        if (status == 503)
        {
            Sandbox.ApiFaults.Add(new SandboxFault { StatusCode = 503 }, times: int.MaxValue);
        }

        Sandbox.SetConsentStatus(Assert.Single(await ConsentsAsync()), consent);
        await window.Page.ReloadAsync();

        await Expect(window.Page.GetByText("For developers")).ToBeVisibleAsync();
        await window.Page.GetByText("For developers").ClickAsync();
        await AssertSoundOnEachScreenAsync(window, status);
    }

    [BrowserFact]
    public async Task What_is_cut_is_found()
    {
        await using var window = await OpenAsync("/connect", width: 360);
        await AssertNothingIsCutAsync(window);

        await window.Page.EvaluateAsync("document.querySelector('main button').firstChild.data = 'Vergelmir'.repeat(10)");
        await window.Page.EvaluateAsync("document.querySelector('main button').style.whiteSpace = 'nowrap'");

        await Assert.ThrowsAnyAsync<Exception>(() => AssertNothingIsCutAsync(window));
    }

    [BrowserFact]
    public async Task Nothing_is_cut_on_a_phone()
    {
        AddLongAccount();
        await using var window = await OpenAsync(width: 360);
        await ConnectAsync(window);
        await AssertNothingIsCutAsync(window);

        await OpenAccountAsync(window, "Felleskonto");

        await Expect(window.Page.Locator("data").GetByText("-987,654,321.00").First).ToBeVisibleAsync();
        await AssertNothingIsCutAsync(window);
        await window.AssertSoundAsync();
    }

    [BrowserFact]
    public async Task Text_can_be_read_on_a_4K_screen()
    {
        await using var window = await OpenAsync(width: 3840);
        await ConnectAsync(window);
        await OpenAccountAsync(window);

        var sizes = await window.Page.Locator("body, p, a, dd, button, input, td, .name, .chart text").EvaluateAllAsync<float[]>(
            "elements => elements.map(element => parseFloat(getComputedStyle(element).fontSize))");

        Assert.True(sizes.Length > 100, $"{sizes.Length} elements are text.");
        // The smallest are the notes at the chart, at three quarters of the text.
        Assert.Equal((24, 18), (sizes.Max(size => Math.Min(size, 24)), sizes.Min()));
        Assert.Equal("24px", await window.Page.EvaluateAsync<string>("getComputedStyle(document.body).fontSize"));
    }

    private void AddLongAccount()
    {
        var bank = "Nordlysvik Bank";
        var account = Sandbox.AddAccount(new SandboxAccount
        {
            Name = $"Felleskonto for {bank}s driftsavdelingssamarbeidsutvalgsmedlemmer og alle de andre",
            Balance = 123_456_789_012.34m,
        });
        Sandbox.AddTransaction(account, new SandboxTransaction
        {
            Amount = -987_654_321m,
            Counterparty = "Minoritetsladningsbærerdiffusjonskoeffisientmålingsapparatur AS",
            Text = "KID 000000000000000000000000000000000000000000000000000000000000000000000000000001234567890",
        });
    }

    private static async Task AssertSoundOnEachScreenAsync(Window window, int status = 200)
    {
        foreach (var (width, scheme) in new[] { (360, ColorScheme.Dark), (1280, ColorScheme.Light) })
        {
            await window.Page.SetViewportSizeAsync(width, 800);
            await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await window.AssertSoundAsync(status);
            await AssertNothingIsCutAsync(window);
        }

        // The layout alone differs here, of which axe knows nothing.
        foreach (var width in new[] { 700, 3840 })
        {
            await window.Page.SetViewportSizeAsync(width, 800);
            await window.AssertFitsAsync();
            await AssertNothingIsCutAsync(window);
        }
    }

    /// <summary>All text of the page lies in its drawing or card, and in the window.</summary>
    private static async Task AssertNothingIsCutAsync(Window window) => Assert.Empty(await window.Page.EvaluateAsync<string[]>("""
        () => {
          const outside = (inner, outer) => inner.left < outer.left - 1 || inner.right > outer.right + 1;
          const screen = { left: 0, right: innerWidth };
          const cut = [];
          const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            // What is there for screen readers alone is clipped.
            if (!texts.currentNode.data.trim() || !element.checkVisibility() || element.closest("thead")) continue;
            const range = document.createRange();
            range.selectNodeContents(texts.currentNode);
            const card = element.closest("svg, .card, .empty")?.getBoundingClientRect() ?? screen;
            for (const box of range.getClientRects()) {
              if (outside(box, card) || outside(box, screen)) cut.push(texts.currentNode.data.trim());
            }
          }
          return cut;
        }
        """));
}
