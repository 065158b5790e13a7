using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.Sandbox.Tests.Pages;

public sealed partial class OverviewPageTests : PageTest
{
    private const string OtherSecret = "the-secret-of-the-other-client";

    protected override void Configure(Psd2SandboxOptions options) => options.Clients.Add(new() { Id = "other", Secret = OtherSecret });

    [Fact]
    public async Task It_shows_addresses_client_ids_and_the_secret_of_the_first_client()
    {
        using var response = await OpenAsync("/");

        AssertPage(HttpStatusCode.OK, response);
        var html = await HtmlAsync(response);
        Assert.Equal(Sandbox.TokenEndpoint.ToString(), CodeOf("token-endpoint", html));
        Assert.Equal(Sandbox.ApiBaseAddress.ToString(), CodeOf("api-base-address", html));
        Assert.Equal(Sandbox.ClientId, CodeOf("client-id-1", html));
        Assert.Equal("other", CodeOf("client-id-2", html));
        Assert.Equal(Sandbox.ClientSecret, CodeOf("client-secret", html));
        Assert.Contains("href=\"/openapi/psd2.json\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/openapi/sandbox.json\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(OtherSecret, html, StringComparison.Ordinal);
        Assert.All(
            ["access", "token-requests", "api-requests", "consents", "faults", "clock", "reset"],
            id => Assert.Contains($"<section id=\"{id}\"", html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_command_that_it_shows_gets_a_token()
    {
        string[] command = [.. CodeOf("token-command", await HtmlAsync("/")).Split(' ').TakeWhile(part => part != "|")];
        Assert.Equal(["TOKEN=$(curl", "-s", Sandbox.TokenEndpoint.ToString()], command[..3]);
        var form = string.Join('&', command.Skip(3).Where(part => part != "-d"));
        using var content = new StringContent(form, null, "application/x-www-form-urlencoded");

        using var response = await Http.PostAsync(command[2], content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(BothScopes, Sandbox.TokenRequests.Single().GrantedScope);
    }

    [Fact]
    public async Task Where_nothing_has_happened_it_says_what_to_do()
    {
        var html = await HtmlAsync("/");

        Assert.Equal(CodeOf("token-command", html), CodeOf("first-token", html));
        Assert.Contains("/api/banks", CodeOf("first-call", html), StringComparison.Ordinal);
        Assert.Contains("/api/consents", CodeOf("first-consent", html), StringComparison.Ordinal);
        Assert.DoesNotContain("<table", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_are_shown_with_their_outcome_and_the_newest_comes_first()
    {
        using var refused = await PostFormAsync(("client_id", "stranger"), ("client_secret", "x"), ("scope", "one two"));
        var token = await TokenAsync();
        var consent = Sandbox.AddConsent();
        using var answered = await GetAsync("/accounts", token, ("Consent-ID", consent));
        using var unauthorized = await GetAsync("/banks", null);

        var html = await HtmlAsync("/");

        Assert.Contains("stranger", RowOf("token-request-1", html), StringComparison.Ordinal);
        Assert.Contains("invalid_client", RowOf("token-request-1", html), StringComparison.Ordinal);
        Assert.Contains(">400<", RowOf("token-request-1", html), StringComparison.Ordinal);
        Assert.Contains(">200<", RowOf("token-request-2", html), StringComparison.Ordinal);
        Assert.Equal(2, RowOf("token-request-2", html).Split(">banking.ais.read<").Length - 1);
        Assert.True(html.IndexOf("token-request-2", StringComparison.Ordinal) < html.IndexOf("token-request-1", StringComparison.Ordinal));
        Assert.Contains("/api/accounts", RowOf("api-request-1", html), StringComparison.Ordinal);
        Assert.Contains(">banking.ais.read<", RowOf("api-request-1", html), StringComparison.Ordinal);
        Assert.Contains($">{consent[..8]}…<", RowOf("api-request-1", html), StringComparison.Ordinal);
        Assert.Contains(">401<", RowOf("api-request-2", html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_requests_it_shows_the_latest_hundred_and_says_how_many_there_are()
    {
        for (var i = 0; i < 103; i++)
        {
            using var response = await GetAsync("/banks", null);
        }

        var html = await HtmlAsync("/");

        Assert.Contains("the latest 100 of 103", html, StringComparison.Ordinal);
        Assert.Contains("id=\"api-request-103\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"api-request-4\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"api-request-3\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_is_shown_and_no_secret_of_a_request()
    {
        var token = await TokenAsync();
        using var basic = new HttpRequestMessage(HttpMethod.Post, Sandbox.TokenEndpoint) { Content = Form(("scope", OtherSecret)) };
        basic.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{OtherSecret}:hidden-password")));
        using var swapped = await Http.SendAsync(basic);
        using var inQuery = await GetAsync($"/banks?access_token={token}&client_secret={OtherSecret}", token, ("Consent-ID", token));

        var html = await HtmlAsync("/");

        Assert.DoesNotContain(token, html, StringComparison.Ordinal);
        Assert.DoesNotContain(token[..40], html, StringComparison.Ordinal);
        Assert.DoesNotContain(OtherSecret, html, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-password", html, StringComparison.Ordinal);
        Assert.DoesNotContain(basic.Headers.Authorization.Parameter!, html, StringComparison.Ordinal);
        Assert.Contains("/api/banks?access_token=•••&client_secret=•••", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_callers_sent_is_encoded()
    {
        const string Hostile = "\"><script>alert(1)</script>";
        using var token = await PostFormAsync(("client_id", Hostile), ("client_secret", "x"), ("scope", Hostile));
        using var tenant = await Http.PostAsync(new Uri(Sandbox.Address, $"/{Uri.EscapeDataString(Hostile)}/connect/token"), Form());
        using var call = await GetAsync("/<script>alert(1)</script>?a=<script>", null, ("Consent-ID", Hostile));

        using var response = await OpenAsync("/?ui-culture=nb&x=" + Uri.EscapeDataString(Hostile));

        var html = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\"><script", html, StringComparison.Ordinal);
        Assert.Contains(Hostile, await HtmlAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consents_have_the_actions_of_their_status()
    {
        var (open, page) = await CreateConsentAsync();
        var (declined, _) = await CreateConsentAsync();
        await Sandbox.DeclineConsentAsync(declined);
        var approved = Sandbox.AddConsent(SandboxBanks.IsSlow);

        var html = await SourceAsync("/");

        Assert.Equal(["approve", "decline", "revoke", "expire"], ActionsOf(open));
        Assert.Contains($"href=\"{new Uri(page).AbsolutePath}\"", RowOf($"consent-{open}", html), StringComparison.Ordinal);
        Assert.Equal(["revoke", "expire"], ActionsOf(approved));
        Assert.Contains("Bank that is slow", RowOf($"consent-{approved}", html), StringComparison.Ordinal);
        Assert.Contains("Authorized", RowOf($"consent-{approved}", html), StringComparison.Ordinal);
        Assert.Empty(ActionsOf(declined));

        IEnumerable<string> ActionsOf(string id) =>
            ButtonsOf(RowOf($"consent-{id}", html)).Select(button => button.Id.Split('-')[0]);
    }

    [Fact]
    public async Task Each_button_sends_what_the_control_api_takes()
    {
        await CreateConsentAsync();
        Sandbox.ApiFaults.Add(new() { StatusCode = 503 });
        var buttons = ButtonsOf(await SourceAsync("/")).ToList();

        Assert.Equal(23, buttons.Count);
        foreach (var button in buttons)
        {
            // A consent that one button has ended may no longer be approved by another.
            Sandbox.Reset();
            var (id, _) = await CreateConsentAsync();
            var path = Guid().Replace(button.Path, id);
            using var response = await PressAsync(button with { Path = path });

            Assert.True(response.IsSuccessStatusCode, $"{button}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    [Theory]
    [InlineData("token")]
    [InlineData("api")]
    public async Task One_switch_of_an_endpoint_is_on_at_most_and_turns_itself_off(string endpoint)
    {
        var switches = SwitchesOf(await SourceAsync("/")).ToList();
        Assert.All(switches, candidate => Assert.Equal("false", candidate.Pressed));

        foreach (var candidate in switches)
        {
            using var on = await PressAsync(candidate);
            var pressed = Assert.Single(SwitchesOf(await SourceAsync("/")), found => found.Pressed == "true");
            Assert.Equal(candidate.Id, pressed.Id);
            Assert.Equal("DELETE", pressed.Method);
        }

        using var off = await PressAsync(SwitchesOf(await SourceAsync("/")).Single(found => found.Pressed == "true"));
        Assert.All(SwitchesOf(await SourceAsync("/")), candidate => Assert.Equal("false", candidate.Pressed));

        IEnumerable<Button> SwitchesOf(string html) =>
            ButtonsOf(html).Where(button => button.Id.StartsWith($"fault-{endpoint}-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Faults_that_were_queued_elsewhere_are_shown_and_can_be_removed()
    {
        Sandbox.TokenEndpointFaults.Add(new() { StatusCode = 503, RetryAfter = "7" }, 2);
        Sandbox.TokenEndpointFaults.Add(new() { Delay = TimeSpan.FromSeconds(1.5) });
        Sandbox.TokenEndpointFaults.Add(new() { Until = Task.CompletedTask }, int.MaxValue);

        var html = await HtmlAsync("/");
        var norwegian = await HtmlAsync("/?ui-culture=nb");
        using var cleared = await PressAsync(Assert.Single(ButtonsOf(await SourceAsync("/")), button => button.Id == "clear-token"));

        Assert.Contains("503 Service Unavailable, Retry-After 7 (2 requests)", html, StringComparison.Ordinal);
        Assert.Contains("Slow, 1.5 s (1 request)", html, StringComparison.Ordinal);
        Assert.Contains("Another fault (each request)", html, StringComparison.Ordinal);
        Assert.Contains("Treg, 1,5 s (1 forespørsel)", norwegian, StringComparison.Ordinal);
        Assert.DoesNotContain("clear-token", await HtmlAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_is_shown_and_how_far_it_is_ahead()
    {
        Sandbox.AdvanceClock(new TimeSpan(91, 2, 0, 5));

        var html = await HtmlAsync("/");

        var now = Sandbox.TimeProvider.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        Assert.Contains(now, html, StringComparison.Ordinal);
        Assert.Contains("91 d 2 h 5 s", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "http://example.com")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "example.com")]
    public async Task Other_origins_do_not_get_it(string header, string value)
    {
        using var response = await OpenAsync("/", (header, value));

        await AssertProblemAsync(HttpStatusCode.Forbidden, response);
        Assert.DoesNotContain(Sandbox.ClientSecret, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PressAsync(Button button)
    {
        using var request = new HttpRequestMessage(new HttpMethod(button.Method), new Uri(Sandbox.Address, button.Path));
        request.Headers.TryAddWithoutValidation("Origin", Sandbox.Address.GetLeftPart(UriPartial.Authority));
        request.Content = button.Body is { } body ? new StringContent(body, Encoding.UTF8, "application/json") : null;
        return await Http.SendAsync(request);
    }

    private static string CodeOf(string id, string html) => Regex.Match(html, $"<code id=\"{id}\">(.*?)</code>").Groups[1].Value;

    private static string RowOf(string id, string html) =>
        Regex.Match(html, $"<tr role=\"row\" id=\"{id}\">.*?</tr>", RegexOptions.Singleline).Value;

    private static IEnumerable<Button> ButtonsOf(string source) =>
        from Match button in ButtonPattern().Matches(source)
        let attributes = AttributePattern().Matches(button.Value)
            .ToDictionary(attribute => attribute.Groups["name"].Value, attribute => WebUtility.HtmlDecode(attribute.Groups["value"].Value))
        where attributes.ContainsKey("data-path")
        select new Button(
            attributes["id"],
            attributes["data-method"],
            attributes["data-path"],
            attributes.GetValueOrDefault("data-body"),
            attributes.GetValueOrDefault("aria-pressed"));

    private sealed record Button(string Id, string Method, string Path, string? Body, string? Pressed);

    [GeneratedRegex("<button [^>]*>")]
    private static partial Regex ButtonPattern();

    [GeneratedRegex("(?<name>[a-z-]+)=\"(?<value>[^\"]*)\"")]
    private static partial Regex AttributePattern();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Guid();
}
