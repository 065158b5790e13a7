namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>What visitors are told when a bank or its consent fails them, and whether they can go on.</summary>
public sealed class FailuresTests(RunningApplication running) : IClassFixture<RunningApplication>, IDisposable
{
    private readonly Visitor _visitor = running.Visit();

    public void Dispose() => _visitor.Dispose();

    [Theory]
    [InlineData("revoked", "Your permission for Nordlysvik Bank was withdrawn", "connect it again")]
    [InlineData("created", "You haven't finished at Nordlysvik Bank", "load the page again")]
    [InlineData("failure", "Your permission for Nordlysvik Bank wasn't renewed", "declined")]
    [InlineData("unknown", "The bank doesn't show your accounts any more", "can't be used")]
    public async Task A_consent_that_was_withdrawn_between_two_clicks_is_told_and_given_again(string status, string title, string text)
    {
        var accounts = await _visitor.ConnectAsync("Nordlysvik Bank");
        var address = accounts.FirstAccount("Nordlysvik Bank");
        running.Sandbox.SetConsentStatus(await running.LastConsentAsync(), status);
        await _visitor.ConnectAsync("Klitvangens Bank");

        await AssertConnectedAgainAsync(_visitor, address, title, text);
    }

    [Fact]
    public async Task A_consent_that_has_ended_is_told_and_given_again()
    {
        await using var own = await RunningApplication.StartAsync();
        using var visitor = own.Visit();
        var accounts = await visitor.ConnectAsync("Nordlysvik Bank");
        var address = accounts.FirstAccount("Nordlysvik Bank");
        own.Sandbox.AdvanceClock(TimeSpan.FromDays(90));
        await visitor.ConnectAsync("Klitvangens Bank");

        await AssertConnectedAgainAsync(visitor, address, "Your permission for Nordlysvik Bank has ended", "limited time");
    }

    [Fact]
    public async Task Tokens_that_the_API_takes_no_more_are_renewed_without_a_word()
    {
        var accounts = await _visitor.ConnectAsync("Nordlysvik Bank");
        var requests = running.Sandbox.TokenRequests.Count;
        running.Sandbox.RevokeTokens();

        var account = await _visitor.OpenAsync(accounts.FirstAccount("Nordlysvik Bank"));

        Assert.Equal((HttpStatusCode.OK, "Household"), (account.Status, account.Heading));
        Assert.True(running.Sandbox.TokenRequests.Count > requests);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task An_application_whose_secret_is_wrong_blames_itself_and_tells_no_secret(string environment)
    {
        await using var application = new SampleApplication(
            running.Sandbox, ("environment", environment), ("Aritma:Psd2:ClientSecret", "not-the-sandboxs-secret"));
        using var visitor = new Visitor(application);

        var answer = await visitor.OpenAsync("/connect");

        Assert.Equal(
            (HttpStatusCode.InternalServerError, "The banks can't be accessed at the moment"), (answer.Status, answer.Heading));
        Assert.DoesNotContain("not-the-sandboxs-secret", answer.Everything, StringComparison.Ordinal);
        Assert.Equal(environment == "Development", answer.Page.QuerySelector(".developers") is not null);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_told()
    {
        running.Sandbox.ApiFaults.Add(new SandboxFault { Body = "<html>", ContentType = "text/html" });

        Assert.Equal((HttpStatusCode.BadGateway, "The bank sent an unexpected response"), await _visitor.StatusAndHeadingAsync("/connect"));
    }

    [Fact]
    public async Task An_application_that_may_not_read_the_list_of_banks_blames_itself()
    {
        running.Sandbox.ApiFaults.Add(new SandboxFault { StatusCode = 403 });

        Assert.Equal(
            (HttpStatusCode.InternalServerError, "The banks can't be accessed at the moment"),
            await _visitor.StatusAndHeadingAsync("/connect"));
    }

    [Fact]
    public async Task A_limit_is_told_with_the_time_to_wait_and_nothing_is_repeated()
    {
        await _visitor.ConnectAsync("Nordlysvik Bank");
        var before = running.Sandbox.ApiRequests.Count;
        var accounts = await _visitor.ConnectAsync("Bank that answers 429");

        var card = accounts.Card("Bank that answers 429").Words();
        Assert.Contains("The bank has been asked too often", card, StringComparison.Ordinal);
        Assert.Contains("Try again in 60 s.", card, StringComparison.Ordinal);
        Assert.NotNull(accounts.Card("Nordlysvik Bank").QuerySelector("li"));
        Assert.Single(running.Sandbox.ApiRequests.Skip(before), call => call.StatusCode is 429);

        Answer? answer = null;
        var calls = await running.CallsOfAsync(async () => answer = await _visitor.OpenAsync("/accounts/2/0123456789abcdef"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The bank has been asked too often"), (answer!.Status, answer.Heading));
        Assert.Contains("Try again in 60 s.", answer.Main, StringComparison.Ordinal);
        Assert.Equal(calls.Count, calls.DistinctBy(call => call.PathAndQuery.Split('?')[0]).Count());
        Assert.All(calls, call => Assert.Equal(429, call.StatusCode));
    }

    [Fact]
    public async Task A_limit_is_told_to_programs_too()
    {
        await _visitor.ConnectAsync("Bank that answers 429");

        var answer = await _visitor.OpenAsync("/accounts/1/0123456789abcdef");

        Assert.Equal(TimeSpan.FromSeconds(60), answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task A_limit_of_the_list_of_banks_is_told_with_the_time_to_wait()
    {
        running.Sandbox.ApiFaults.Add(new SandboxFault { StatusCode = 429, RetryAfter = "30" });

        Assert.Contains("Try again in 30 s.", (await _visitor.OpenAsync("/connect")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_there_isnt_is_not_found()
    {
        await _visitor.ConnectAsync("Nordlysvik Bank");

        Assert.Equal(
            (HttpStatusCode.NotFound, "There is no such account"),
            await _visitor.StatusAndHeadingAsync("/accounts/1/0123456789abcdef"));
        string[] addresses =
        [
            "/accounts/7/0123456789abcdef", "/accounts/7/0123456789abcdef?handler=File", "/accounts/one/0123456789abcdef", "/nowhere",
        ];
        foreach (var address in addresses)
        {
            Assert.Equal((HttpStatusCode.NotFound, "There is no such page"), await _visitor.StatusAndHeadingAsync(address));
        }
    }

    [Theory]
    [InlineData("%2e%2e")]
    [InlineData("%20")]
    public async Task An_account_id_that_cannot_be_is_not_found_without_a_call(string id)
    {
        await _visitor.ConnectAsync("Nordlysvik Bank");

        Answer? answer = null;
        var calls = await running.CallsOfAsync(async () => answer = await _visitor.OpenAsync($"/accounts/1/{id}"));

        Assert.Equal(HttpStatusCode.NotFound, answer!.Status);
        Assert.Empty(calls);
    }

    [Fact]
    public async Task What_a_bank_leaves_out_is_told()
    {
        var accounts = await _visitor.ConnectAsync("Bank that leaves members out");
        Assert.Contains(
            "Account without a name no account number", accounts.Card("Bank that leaves members out").Words(), StringComparison.Ordinal);

        var account = await _visitor.OpenAsync(accounts.FirstAccount("Bank that leaves members out"));

        Assert.Equal((HttpStatusCode.OK, "Account without a name"), (account.Status, account.Heading));
        Assert.Contains("no account number", account.Main, StringComparison.Ordinal);
        Assert.NotEmpty(account.Rows);
        Assert.Equal(["no date"], account.Rows.Select(row => row.Day).Distinct());
        Assert.All(account.Rows, row => Assert.StartsWith("no text", row.What, StringComparison.Ordinal));
        Assert.Contains("There is no history of the balance", account.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _visitor.OpenAsync(account.Link("Download CSV"))).Status);
    }

    [Fact]
    public async Task What_nobody_knows_is_left_alone()
    {
        var accounts = await _visitor.ConnectAsync("Bank that sends unknown values");

        var account = await _visitor.OpenAsync(accounts.FirstAccount("Bank that sends unknown values"));

        Assert.Equal(HttpStatusCode.OK, account.Status);
        Assert.NotEmpty(account.Rows);
        Assert.NotNull(account.Page.QuerySelector("svg.chart"));
        Assert.DoesNotContain("notDocumented", account.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_who_leave_before_the_bank_answers_take_nothing_from_the_others()
    {
        // As many as say something about the API, if all of them failed.
        const int Users = 110;
        await using var own = await RunningApplication.StartAsync();
        var (onTheirWay, ended) = (new Recorded<string>(), new Recorded<string>());
        var application = own.Application.Behind(() => new Watching(() => onTheirWay.Add("call"), () => ended.Add("call")));
        using var visitor = new Visitor(application);
        // With the token, so that all that follows waits for the API alone.
        await visitor.OpenAsync("/connect");
        var gate = new TaskCompletionSource();
        own.Sandbox.ApiFaults.Add(new SandboxFault { Until = gate.Task }, int.MaxValue);
        using var leaving = new CancellationTokenSource();
        using var client = application.CreateClient();
        var requests = Enumerable.Range(0, Users).Select(_ => client.GetAsync("/connect", leaving.Token)).ToList();
        await onTheirWay.FirstAsync(_ => onTheirWay.All.Count > Users);

        await leaving.CancelAsync();
        await ended.FirstAsync(_ => ended.All.Count > Users);
        foreach (var request in requests)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        }

        own.Sandbox.ApiFaults.Clear();
        gate.SetResult();
        Assert.Equal((HttpStatusCode.OK, "Connect a bank"), await visitor.StatusAndHeadingAsync("/connect"));
    }

    /// <summary>Told on both pages, for the one bank alone; a form of each leads back to it.</summary>
    private static async Task AssertConnectedAgainAsync(Visitor visitor, Uri address, string title, string text)
    {
        var accounts = await visitor.OpenAsync("/");
        Assert.Equal(HttpStatusCode.OK, accounts.Status);
        Assert.Contains(title, accounts.Card("Nordlysvik Bank").QuerySelector(".notice")!.Words(), StringComparison.Ordinal);
        Assert.Null(accounts.Card("Klitvangens Bank").QuerySelector(".notice"));
        Assert.NotNull(accounts.Card("Klitvangens Bank").QuerySelector("li"));
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.PressAsync(accounts, "Connect Nordlysvik Bank again")).Status);

        var account = await visitor.OpenAsync(address);
        Assert.Equal((HttpStatusCode.Conflict, title), (account.Status, account.Heading));
        Assert.Contains(text, account.Main, StringComparison.Ordinal);

        var sent = await visitor.PressAsync(account, "Connect Nordlysvik Bank again");
        await visitor.OpenAsync(await visitor.DecideAsync(sent.Location));
        Assert.Equal((HttpStatusCode.OK, "Household"), await visitor.StatusAndHeadingAsync(address.PathAndQuery));
    }

    /// <summary>Tells when a call is on its way, and when it has ended in whatever way.</summary>
    private sealed class Watching(Action onItsWay, Action ended) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var call = base.SendAsync(request, cancellationToken);
            onItsWay();
            try
            {
                return await call;
            }
            finally
            {
                ended();
            }
        }
    }
}
