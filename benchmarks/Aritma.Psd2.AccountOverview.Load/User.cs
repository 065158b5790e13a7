using System.Globalization;
using System.Net;

namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>
/// A user who connects a bank and looks at an account, over and over. Each answer is checked for what only the right page has, also that
/// it is this user's.
/// </summary>
internal sealed class User(SampleServer sample, SandboxServer sandbox, Random random, TimeSpan pause, CancellationToken cancellationToken)
{
    private const int LinesOfAPage = 25;

    /// <summary>How far back a search goes: as far as the sandbox has transactions, which are three pages of most accounts.</summary>
    private const int SearchedDays = 180;

    /// <summary>After how many rounds on average somebody else takes the place, who has to connect a bank first.</summary>
    private const int Rounds = 10;

    /// <summary>After an error: who repeats at once what fails at once counts errors by the million.</summary>
    private static readonly TimeSpan ErrorPause = TimeSpan.FromSeconds(1);

    private Browser _browser = null!;
    private (string Id, string Name) _bank;

    /// <summary>All pages so far.</summary>
    public List<Visit> Visits { get; } = [];

    /// <summary>What went wrong.</summary>
    public List<string> Errors { get; } = [];

    public async Task GoOnAsync(CancellationToken end)
    {
        var isConnected = false;
        while (!end.IsCancellationRequested)
        {
            try
            {
                if (!isConnected)
                {
                    await ConnectAsync();
                }

                await ReadAsync(end);
                isConnected = random.Next(Rounds) > 0;
            }
            catch (Exception failure) when (failure is UnexpectedAnswerException or HttpRequestException or TaskCanceledException
                && !cancellationToken.IsCancellationRequested)
            {
                Errors.Add(failure.Message);
                isConnected = false;
                await Task.Delay(ErrorPause, TimeProvider.System, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ConnectAsync()
    {
        // Without cookies: somebody who comes for the first time.
        _browser = new(sample.Http, Visits, cancellationToken);
        (await _browser.GetAsync(Pages.Welcome, "/"))
            .Expect(HttpStatusCode.OK)
            .ExpectText("No bank is connected yet");
        await PauseAsync();

        var choice = (await _browser.GetAsync(Pages.Banks, "/connect")).Expect(HttpStatusCode.OK);
        var banks = Html.OrdinaryBanks(choice);
        choice.Expect(banks.Count > 0, "a bank");
        _bank = banks[random.Next(banks.Count)];
        await PauseAsync();

        var consent = (await _browser.PostAsync(
                Pages.Consent, "/connect", new() { ["bankId"] = _bank.Id, ["__RequestVerificationToken"] = Html.FormToken(choice) }))
            .Expect(HttpStatusCode.SeeOther);
        var back = await sandbox.ApproveAsync(consent.Location!, cancellationToken);
        var callback = new Uri(SampleServer.PublicAddress, "connect/callback").AbsoluteUri;
        consent.Expect(back.GetLeftPart(UriPartial.Path) == callback, "the way back to the sample");

        var arrival = (await _browser.GetAsync(Pages.Callback, back.PathAndQuery)).Expect(HttpStatusCode.Found);
        arrival.Expect(arrival.Location?.OriginalString == "/", "the way to the accounts");
    }

    private async Task ReadAsync(CancellationToken end)
    {
        var overview = (await _browser.GetAsync(Pages.Accounts, "/"))
            .Expect(HttpStatusCode.OK)
            .ExpectText("Total in ")
            .ExpectText($">{WebUtility.HtmlEncode(_bank.Name)}</h2>");
        var accounts = Html.AccountLinks(overview);
        overview.Expect(accounts.Count > 0, "an account");
        var account = accounts[random.Next(accounts.Count)];
        await PauseAsync();

        var first = await OpenAsync(Pages.Account, account, account.Address);
        first.Expect(Html.CountOfRows(first) == Math.Min(Html.CountOfTransactions(first), LinesOfAPage), "all rows of the page");
        var counterparty = Html.Counterparty(first);
        await PauseAsync();

        if (end.IsCancellationRequested)
        {
            return;
        }

        var since = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-SearchedDays);
        var period = string.Create(CultureInfo.InvariantCulture, $"{account.Address}?from={since:yyyy-MM-dd}");
        var search = await OpenAsync(Pages.Search, account, $"{period}&search={Uri.EscapeDataString(counterparty)}");
        search.Expect(Html.Counterparty(search) == counterparty, $"'{counterparty}'");
        search.Expect(Html.CountOfRows(search) == Math.Min(Html.CountOfTransactions(search), LinesOfAPage), "all rows of the page");
        await PauseAsync();

        var second = await OpenAsync(Pages.SecondPage, account, $"{period}&part=2");
        var count = Html.CountOfTransactions(second);
        // Where there is no second page, the first one is shown.
        var rows = count > LinesOfAPage ? Math.Min(count - LinesOfAPage, LinesOfAPage) : count;
        second.Expect(Html.CountOfRows(second) == rows, "all rows of the page");
        await PauseAsync();

        var file = (await _browser.GetAsync(Pages.File, $"{period}&handler=File")).Expect(HttpStatusCode.OK);
        var lines = file.Text.TrimStart('\uFEFF').TrimEnd().Split("\r\n");
        file.Expect(lines[0] == "Account,Date,Status,Counterparty,Text,Amount,Currency", "the names of the columns");
        file.Expect(lines.Length == count + 1, $"{count} transactions");
        var number = account.Number.Replace(" ", "", StringComparison.Ordinal);
        file.Expect(lines.Skip(1).All(line => line.StartsWith(number, StringComparison.Ordinal)), "the account in each line");
        await PauseAsync();
    }

    private async Task<Answer> OpenAsync(string page, AccountLink account, string address)
    {
        var answer = (await _browser.GetAsync(page, address)).Expect(HttpStatusCode.OK);
        answer.Expect(Html.Heading(answer) == account.Name, $"the account '{account.Name}'");
        return answer.Expect(Html.AccountNumber(answer) == account.Number, "the number of the account");
    }

    // Exponentially distributed, so that users who began together drift apart.
    private Task PauseAsync() => pause == TimeSpan.Zero
        ? Task.CompletedTask
        : Task.Delay(pause * -Math.Log(1 - random.NextDouble()), TimeProvider.System, cancellationToken);
}
