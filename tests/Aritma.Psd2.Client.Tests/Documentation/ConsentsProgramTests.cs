using System.Net;

namespace Aritma.Psd2.Client.Tests.Documentation;

public sealed class ConsentsProgramTests : IAsyncLifetime
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("psd2-keys");

    private App _app = null!;
    private RunningProgram _program = null!;
    private HttpClient _browser = null!;

    public async Task InitializeAsync()
    {
        _app = await App.StartAsync();
        _program = RunningProgram.Start(
            "Consents and their ends", _app.Sandbox, _app.Time, "--KeyRing", _keys.FullName, "--PublicAddress", "https://erp.example");
        _browser = await _program.BrowseAsync();
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _program.DisposeAsync();
        await _app.DisposeAsync();
        _keys.Delete(recursive: true);
    }

    [Fact]
    public async Task A_user_who_approves_is_connected_and_sees_the_accounts()
    {
        var (consentId, text) = await ConnectAsync();

        Assert.Equal("The bank is connected.", text);
        Assert.Contains("iban", await GetTextAsync($"/accounts/{consentId}"), StringComparison.Ordinal);
        Assert.Contains(_app.Sandbox.ApiRequests, request => request.Headers.ContainsKey("PSU-IP-Address"));
    }

    [Fact]
    public async Task The_cookie_is_the_browsers_alone_and_survives_the_way_back_from_the_bank()
    {
        using var answer = await _browser.PostAsync(new Uri("/bank/connect", UriKind.Relative), null);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.All(
            ["__Secure-bank=", "; secure", "; samesite=lax", "; httponly", "; path=/bank", "; max-age=3600"],
            part => Assert.Contains(part, cookie, StringComparison.Ordinal));
        Assert.DoesNotContain("ConsentId", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("failure", "The bank isn't connected.")]
    [InlineData("awaitingApproval", "The bank waits for another person's approval.")]
    [InlineData("started", "Nothing has been decided.")]
    [InlineData("revoked", "The permission has ended.")]
    [InlineData("unknown", "The state of the permission isn't known.")]
    public async Task Each_status_is_told_in_words(string status, string expected)
    {
        var (_, text) = await ConnectAsync(consentId => _app.Sandbox.SetConsentStatus(consentId, status));

        Assert.StartsWith(expected, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another-state", true)]
    [InlineData(null, true)]
    [InlineData("another-state", false)]
    public async Task A_way_back_that_is_not_this_browsers_is_refused(string? state, bool withCookie)
    {
        using var sent = await _browser.PostAsync(new Uri("/bank/connect", UriKind.Relative), null);
        var reads = _app.Sandbox.ApiRequests.Count;

        using var back = await ReturnAsync($"/bank/callback?state={state}", withCookie ? CookieOf(sent) : "__Secure-bank=made-up");

        Assert.Equal(HttpStatusCode.BadRequest, back.StatusCode);
        Assert.Equal(reads, _app.Sandbox.ApiRequests.Count);
    }

    [Fact]
    public async Task A_consent_that_was_withdrawn_meanwhile_is_noticed()
    {
        var (consentId, _) = await ConnectAsync();
        _app.Sandbox.SetConsentStatus(consentId, "revoked");

        using var answer = await _browser.GetAsync(new Uri($"/accounts/{consentId}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("The permission has ended.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consent_of_somebody_else_is_not_found()
    {
        var others = await _app.ApprovedConsentAsync();

        using var accounts = await _browser.GetAsync(new Uri($"/accounts/{others}", UriKind.Relative));
        using var refresh = await _browser.PostAsync(new Uri($"/bank/refresh/{others}", UriKind.Relative), null);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (accounts.StatusCode, refresh.StatusCode));
    }

    [Fact]
    public async Task A_user_is_told_in_time_that_a_consent_ends_and_refreshes_it()
    {
        var (consentId, _) = await ConnectAsync();
        var others = await _app.ApprovedConsentAsync();

        _app.Time.Advance(TimeSpan.FromDays(80));
        var told = await _program.LineWithAsync("To demo");
        await RoundTripAsync($"/bank/refresh/{consentId}");

        Assert.Contains("2026-06-15", told, StringComparison.Ordinal);
        Assert.Equal(TestTime.Start.AddDays(170), (await _app.Consents.GetConsentAsync(consentId)).ExpiresAt);
        Assert.Equal(TestTime.Start.AddDays(90), (await _app.Consents.GetConsentAsync(others)).ExpiresAt);
    }

    private Task<(string ConsentId, string Text)> ConnectAsync(Action<string>? meanwhile = null) =>
        RoundTripAsync("/bank/connect", meanwhile);

    private async Task<(string ConsentId, string Text)> RoundTripAsync(string start, Action<string>? meanwhile = null)
    {
        using var sent = await _browser.PostAsync(new Uri(start, UriKind.Relative), null);
        var back = await App.AnswerAsync(sent.Headers.Location!);
        Assert.Equal("https://erp.example/bank/callback", back!.GetLeftPart(UriPartial.Path));
        // The newest one is the last.
        var consentId = (await _app.Consents.GetAllConsentsAsync().ToListAsync())[^1].ConsentId;
        meanwhile?.Invoke(consentId);

        using var answer = await ReturnAsync(back.PathAndQuery, CookieOf(sent));
        return (consentId, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> ReturnAsync(string address, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Add("Cookie", cookie);
        return await _browser.SendAsync(request);
    }

    private Task<string> GetTextAsync(string address) => _browser.GetStringAsync(new Uri(address, UriKind.Relative));

    private static string CookieOf(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
}
