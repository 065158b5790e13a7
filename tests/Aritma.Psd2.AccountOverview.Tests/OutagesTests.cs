namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>
/// What visitors are told when nobody answers. The application pauses before it asks again, and so these tests run on the real clock.
/// </summary>
public sealed class OutagesTests : IAsyncLifetime
{
    private RunningApplication _running = null!;
    private Visitor _visitor = null!;

    public async Task InitializeAsync()
    {
        _running = await RunningApplication.StartAsync(options => options.TimeProvider = TimeProvider.System);
        _visitor = _running.Visit();
    }

    public async Task DisposeAsync()
    {
        _visitor.Dispose();
        await _running.DisposeAsync();
    }

    [Fact]
    public async Task An_API_that_is_down_is_told_with_a_way_to_try_again()
    {
        _running.Sandbox.ApiFaults.Add(new SandboxFault { Drop = true }, int.MaxValue);

        var answer = await _visitor.OpenAsync("/connect?from=bookmark");
        AssertUnreachable(answer);
        var again = answer.Link("Try again");

        _running.Sandbox.ApiFaults.Clear();
        Assert.Equal("/connect?from=bookmark", again.PathAndQuery);
        Assert.Equal((HttpStatusCode.OK, "Connect a bank"), await _visitor.StatusAndHeadingAsync(again.PathAndQuery));
    }

    [Fact]
    public async Task A_token_endpoint_that_is_down_is_told_with_a_way_to_try_again()
    {
        _running.Sandbox.TokenEndpointFaults.Add(new SandboxFault { StatusCode = 503 }, int.MaxValue);

        var answer = await _visitor.OpenAsync("/connect");

        AssertUnreachable(answer);
        Assert.Equal("/connect", answer.Link("Try again").PathAndQuery);
    }

    [Fact]
    public async Task A_form_that_fails_leads_back_to_its_page_and_is_not_sent_again()
    {
        var page = await _visitor.OpenAsync("/connect");
        _running.Sandbox.ApiFaults.Add(new SandboxFault { LoseAnswer = true }, int.MaxValue);

        Answer? answer = null;
        var calls = await _running.CallsOfAsync(async () => answer = await _visitor.PressAsync(page, "Nordlysvik Bank"));

        AssertUnreachable(answer!);
        Assert.Equal("/connect", answer!.Link("Try again").PathAndQuery);
        // However often it was sent: there is one consent.
        Assert.Single(calls.Select(call => call.Headers["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task A_bank_that_answers_500_is_asked_again_and_then_told_and_takes_nothing_from_the_others()
    {
        await _visitor.ConnectAsync("Nordlysvik Bank");
        var before = _running.Sandbox.ApiRequests.Count;
        var accounts = await _visitor.ConnectAsync("Bank that answers 500");

        Assert.Contains("The bank can't answer right now", accounts.Card("Bank that answers 500").Words(), StringComparison.Ordinal);
        Assert.NotNull(accounts.Card("Nordlysvik Bank").QuerySelector("li"));
        Assert.Equal(3, _running.Sandbox.ApiRequests.Skip(before).Count(call => call.StatusCode is 500));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "The bank can't answer right now"),
            await _visitor.StatusAndHeadingAsync("/accounts/2/0123456789abcdef"));
    }

    [Fact]
    public async Task A_bank_whose_name_cannot_be_read_is_connected_without_it()
    {
        var sent = await _visitor.StartConnectingAsync("Nordlysvik Bank");
        var back = await _visitor.DecideAsync(sent.Location);
        // The consent is read as usual. The list of banks is asked for three times.
        _running.Sandbox.ApiFaults.Add(new SandboxFault());
        _running.Sandbox.ApiFaults.Add(new SandboxFault { StatusCode = 500 }, 3);

        Answer? callback = null;
        var calls = await _running.CallsOfAsync(async () => callback = await _visitor.OpenAsync(back));

        Assert.Equal([200, 500, 500, 500], calls.Select(call => call.StatusCode));
        Assert.Equal("/", callback!.Location.PathAndQuery);
        Assert.NotNull((await _visitor.FollowAsync(callback)).Card("Your bank").QuerySelector("li"));
    }

    private static void AssertUnreachable(Answer answer) =>
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "The banks can't be reached right now"), (answer.Status, answer.Heading));
}
