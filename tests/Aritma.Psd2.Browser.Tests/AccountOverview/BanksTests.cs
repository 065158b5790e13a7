using System.Text.Json;
using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Browser.Tests.AccountOverview;

/// <summary>Banks that fail, are slow, or send something else than usual.</summary>
[Collection(nameof(Chromium))]
public sealed class BanksTests(Chromium chromium) : SampleTest(chromium)
{
    [BrowserTheory]
    [InlineData("Bank that answers 429", "The bank has been asked too often", "Try again in 60 s.")]
    [InlineData("Bank that answers 500", "The bank can't answer right now", "Your connection to it is still there.")]
    public async Task A_bank_that_fails_takes_nothing_from_the_others(string bank, string title, string text)
    {
        await using var window = await OpenAsync();
        await ConnectAsync(window);
        await ConnectAsync(window, bank);

        var card = window.Page.GetByRole(AriaRole.Region, new() { Name = bank });
        await Expect(card.GetByRole(AriaRole.Heading, new() { Level = 3 })).ToHaveTextAsync(title);
        await Expect(card).ToContainTextAsync(text);
        window.AssertQuiet();
        await card.GetByText("Try again", new() { Exact = true }).ClickAsync();
        await Expect(card).ToContainTextAsync(text);
        await OpenAccountAsync(window);
        window.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData(429, "The bank has been asked too often")]
    [InlineData(500, "The bank can't answer right now")]
    public async Task An_account_is_there_again_when_the_bank_is(int status, string title)
    {
        await using var window = await OpenAsync();
        await ConnectAsync(window);

        Sandbox.ApiFaults.Add(new SandboxFault { StatusCode = status, RetryAfter = "300" }, times: int.MaxValue);
        await window.Link("Household").ClickAsync();
        await Expect(window.Heading).ToHaveTextAsync(title);
        await Expect(window.Page.GetByText("Try again in 5 min.")).ToBeVisibleAsync();
        window.AssertQuiet(503);

        Sandbox.ApiFaults.Clear();
        await window.Link("Try again").ClickAsync();
        await Expect(window.Heading).ToHaveTextAsync("Household");
        await Expect(Transactions(window)).ToHaveCountAsync(25);
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task A_connection_that_cant_begin_fails_with_a_page()
    {
        await using var window = await OpenAsync("/connect");

        Sandbox.ApiFaults.Add(new SandboxFault { StatusCode = 503 }, times: int.MaxValue);
        await window.Button("Nordlysvik Bank").ClickAsync();
        await Expect(window.Heading).ToHaveTextAsync("The bank can't answer right now");
        window.AssertQuiet(503);

        Sandbox.ApiFaults.Clear();
        await window.Link("Try again").ClickAsync();
        await window.Button("Nordlysvik Bank").ClickAsync();
        await ApproveAsync(window);
    }

    [BrowserTheory]
    [InlineData(ReducedMotion.Reduce, 0)]
    [InlineData(ReducedMotion.NoPreference, 1)]
    public async Task A_bank_that_takes_its_time_is_said_to_and_moves_nothing_where_that_isnt_wanted(ReducedMotion motion, int animations)
    {
        await using var window = await OpenAsync(configure: options => options.ReducedMotion = motion);
        await ConnectAsync(window);
        var progress = window.Page.GetByRole(AriaRole.Status);
        await Expect(progress).ToBeEmptyAsync();

        var answer = new TaskCompletionSource();
        Sandbox.ApiFaults.Add(new SandboxFault { Until = answer.Task }, times: int.MaxValue);
        // The page that is left: Playwright's own waiting is for the one that comes.
        var said = window.Page.EvaluateAsync<JsonElement>("""
            () => new Promise(resolve => new MutationObserver(() => resolve({
              text: document.querySelector("[role=status]").textContent,
              animations: document.getAnimations().filter(animation => animation.animationName && animation.playState === "running").length,
            })).observe(document.querySelector("[role=status]"), { childList: true }))
            """);
        var click = window.Link("Household").ClickAsync();
        var then = await said;
        answer.SetResult();
        await click;

        Assert.Equal("Waiting for the bank …", then.GetProperty("text").GetString());
        Assert.Equal(animations, then.GetProperty("animations").GetInt32());
        await Expect(window.Heading).ToHaveTextAsync("Household");
        await Expect(progress).ToBeEmptyAsync();
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task Transactions_with_new_ids_are_the_same_transactions()
    {
        const string Bank = "Bank that changes transaction ids every hour";
        await using var window = await OpenAsync();
        await ConnectAsync(window, Bank);
        await OpenAccountAsync(window, Bank);
        var before = await Transactions(window).AllInnerTextsAsync();

        Sandbox.AdvanceClock(TimeSpan.FromHours(1));
        await window.Page.ReloadAsync();

        Assert.Equal(before, await Transactions(window).AllInnerTextsAsync());
        Assert.Equal(25, before.Count);
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task What_is_pending_is_marked_and_shown_once_when_it_is_booked()
    {
        const string Bank = "Bank that books under new ids";
        await using var window = await OpenAsync();
        await ConnectAsync(window, Bank);
        await OpenAccountAsync(window, Bank);
        var pending = window.Page.Locator(".transactions .badge");
        await Expect(pending).ToHaveTextAsync(["Pending", "Pending"]);
        var count = await window.Page.Locator(".transactions caption").InnerTextAsync();
        Assert.Matches("^[1-9][0-9]+ transactions, ", count);

        Sandbox.AdvanceClock(TimeSpan.FromHours(1));
        await window.Page.ReloadAsync();

        await Expect(pending).ToHaveCountAsync(0);
        await Expect(window.Page.Locator(".transactions caption")).ToHaveTextAsync(count);
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task What_a_bank_leaves_out_is_said_to_be_missing()
    {
        await using var window = await OpenAsync();
        await ConnectAsync(window, "Bank that leaves members out");
        await window.AssertSoundAsync();

        await OpenAccountAsync(window, "Account without a name");

        await Expect(window.Page.GetByText("no account number")).ToBeVisibleAsync();
        var transaction = Transactions(window).First;
        await Expect(transaction).ToContainTextAsync("no date");
        await Expect(transaction).ToContainTextAsync("no text");
        await Expect(transaction.Locator("data.amount")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".chart")).ToHaveCountAsync(0);
        await Expect(window.Page.GetByText("There is no history of the balance")).ToBeVisibleAsync();
        await window.AssertSoundAsync();
    }

    [BrowserFact]
    public async Task What_nobody_knows_is_left_alone()
    {
        await using var window = await OpenAsync();
        await ConnectAsync(window, "Bank that sends unknown values");

        await OpenAccountAsync(window, "Bank that sends unknown values");

        await Expect(Transactions(window)).ToHaveCountAsync(25);
        await Expect(window.Page.Locator(".chart")).ToBeVisibleAsync();
        Assert.DoesNotContain("notDocumented", await window.Page.ContentAsync(), StringComparison.Ordinal);
        window.AssertQuiet();
    }
}
