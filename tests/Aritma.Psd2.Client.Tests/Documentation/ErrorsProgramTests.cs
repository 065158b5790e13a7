using System.Net;
using System.Text.Json;

namespace Aritma.Psd2.Client.Tests.Documentation;

public sealed class ErrorsProgramTests : IAsyncLifetime
{
    private const string Person = "Kari Nordmann, 01019012345";

    private App _app = null!;
    private RunningProgram _program = null!;
    private HttpClient _caller = null!;

    public async Task InitializeAsync()
    {
        _app = await App.StartAsync();
        _program = RunningProgram.Start(
            "Errors and what to answer", _app.Sandbox, _app.Time, "--ConsentId", await _app.ApprovedConsentAsync());
        _caller = await _program.BrowseAsync();
    }

    public async Task DisposeAsync()
    {
        _caller.Dispose();
        await _program.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(403, null, 409)]
    [InlineData(429, "90", 503)]
    [InlineData(503, null, 503)]
    [InlineData(503, "5", 503)]
    [InlineData(400, null, 502)]
    [InlineData(404, null, 404)]
    public async Task A_refusal_of_the_api_is_told_in_the_callers_terms(int status, string? retryAfter, int expected)
    {
        var body = $$"""{"status":{{status}},"title":"No","detail":"{{Person}}"}""";
        _app.Sandbox.ApiFaults.Add(new() { StatusCode = status, RetryAfter = retryAfter, Body = body });

        var (answered, wait) = await AskAsync("/accounts/a-1/balances");

        Assert.Equal((expected, retryAfter), (answered, wait));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_transient()
    {
        var account = await AccountAsync();
        _app.Sandbox.ApiFaults.Add(new() { CutBody = true });

        Assert.Equal((503, null), await AskAsync($"/accounts/{account}/balances"));
    }

    [Fact]
    public async Task An_answer_that_can_not_be_read_is_the_banks_fault()
    {
        _app.Sandbox.ApiFaults.Add(new() { Body = "<html>" });

        Assert.Equal((502, null), await AskAsync("/accounts/a-1/balances"));
    }

    [Fact]
    public async Task What_can_be_no_id_is_the_callers_fault_and_isnt_sent()
    {
        var calls = _app.Sandbox.ApiRequests.Count;

        Assert.Equal((400, null), await AskAsync("/accounts/a%5Cb/balances"));
        Assert.Equal(calls, _app.Sandbox.ApiRequests.Count);
    }

    [Theory]
    [InlineData(503, 503)]
    [InlineData(400, 500)]
    public async Task Without_a_token_it_depends_on_whose_fault_it_is(int status, int expected)
    {
        _app.Sandbox.TokenEndpointFaults.Add(new() { StatusCode = status, Body = """{"error":"invalid_client"}""" }, int.MaxValue);

        var (answered, wait) = await AskAsync("/accounts/a-1/balances");

        Assert.Equal((expected, expected == 503), (answered, wait is not null));
    }

    [Fact]
    public async Task What_goes_well_is_passed_on()
    {
        using var answer = await _caller.GetAsync(new Uri($"/accounts/{await AccountAsync()}/balances", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("balanceAmount", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>An account of another consent: those of the sandbox have the same ids.</summary>
    private async Task<string> AccountAsync() =>
        (await _app.Accounts.GetAccountsAsync(await _app.ApprovedConsentAsync())).Accounts[0].Id;

    private async Task<(int Status, string? RetryAfter)> AskAsync(string address)
    {
        using var answer = await _caller.GetAsync(new Uri(address, UriKind.Relative));
        var body = await answer.Content.ReadAsStringAsync();
        using var problem = JsonDocument.Parse(body);

        Assert.DoesNotContain(Person, body, StringComparison.Ordinal);
        Assert.Equal((int)answer.StatusCode, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("title").GetString()!);
        return ((int)answer.StatusCode, answer.Headers.RetryAfter?.ToString());
    }
}
