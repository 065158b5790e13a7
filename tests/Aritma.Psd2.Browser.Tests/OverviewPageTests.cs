using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Browser.Tests;

/// <summary>The sandbox's page at <c>/</c>, which a developer keeps open.</summary>
[Collection(nameof(Chromium))]
public sealed class OverviewPageTests(Chromium chromium) : IAsyncLifetime
{
    private Psd2Sandbox _sandbox = null!;

    public async Task InitializeAsync() => _sandbox = await Psd2Sandbox.StartAsync();

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    [BrowserFact]
    public async Task A_token_request_of_another_process_appears_by_itself()
    {
        await using var window = await OpenAsync();
        await Expect(window.Page.Locator("#token-requests tbody tr")).ToHaveCountAsync(0);

        using var curl = Process.Start(new ProcessStartInfo("curl",
        [
            "-s", "-o", "/dev/null", _sandbox.TokenEndpoint.AbsoluteUri, "-d", "grant_type=client_credentials",
            "-d", $"client_id={_sandbox.ClientId}", "-d", $"client_secret={_sandbox.ClientSecret}", "-d", "scope=banking.channel.psd2",
        ]))!;

        var row = window.Page.Locator("#token-requests tbody tr");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync(_sandbox.ClientId);
        await Expect(row).ToContainTextAsync("banking.channel.psd2");
        await Expect(row).ToContainTextAsync("200");
        await curl.WaitForExitAsync();
        Assert.Equal(0, curl.ExitCode);
        await window.AssertSoundAsync();
    }

    [BrowserFact]
    public async Task A_refused_token_request_and_a_call_show_their_outcome_and_their_scopes()
    {
        await using var window = await OpenAsync();

        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", "nobody"), new("client_secret", "s"), new("scope", "payments")]);
        using var refused = await Requests.Http.PostAsync(_sandbox.TokenEndpoint, form);
        await Requests.GetAsync(_sandbox, "/banks?countryCode=NO");

        await Expect(window.Page.Locator("#token-requests tbody tr").Last).ToContainTextAsync("invalid_client");
        var call = window.Page.Locator("#api-requests tbody tr");
        await Expect(call).ToContainTextAsync("/api/banks?countryCode=NO");
        await Expect(call).ToContainTextAsync("banking.ais.read");
        var token = _sandbox.TokenRequests[^1].IssuedAccessToken!;
        Assert.DoesNotContain(token, await window.Page.ContentAsync(), StringComparison.Ordinal);
        await window.AssertSoundAsync();
    }

    [BrowserFact]
    public async Task A_fault_is_switched_on_and_off()
    {
        await using var window = await OpenAsync();
        var fault = window.Page.Locator("#faults button[aria-pressed]").First;

        await fault.ClickAsync();
        await Expect(fault).ToHaveAttributeAsync("aria-pressed", "true");
        using var form = new FormUrlEncodedContent([]);
        using var failed = await Requests.Http.PostAsync(_sandbox.TokenEndpoint, form);
        await fault.ClickAsync();
        await Expect(fault).ToHaveAttributeAsync("aria-pressed", "false");
        using var usual = await Requests.Http.PostAsync(_sandbox.TokenEndpoint, form);

        Assert.Equal((500, 400), ((int)failed.StatusCode, (int)usual.StatusCode));
        await window.AssertSoundAsync();
    }

    [BrowserFact]
    public async Task The_clock_is_advanced_and_a_consent_expires()
    {
        var consent = _sandbox.AddConsent();
        await using var window = await OpenAsync();
        var row = window.Page.Locator($"#consent-{consent}");
        await Expect(row).ToContainTextAsync("Authorized");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "+90 days" }).ClickAsync();

        await Expect(row).ToContainTextAsync("Expired");
        await Expect(window.Page.Locator("#clock")).ToContainTextAsync("90 d");
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task A_consent_is_revoked()
    {
        var consent = _sandbox.AddConsent();
        await using var window = await OpenAsync();

        await window.Page.Locator($"#consent-{consent}").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();

        await Expect(window.Page.Locator($"#consent-{consent}")).ToContainTextAsync("Revoked");
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task The_keyboard_reaches_a_switch_and_keeps_its_focus_while_requests_come()
    {
        await using var window = await OpenAsync();
        var fault = window.Page.Locator("#faults button[aria-pressed]").Nth(1);

        await window.TabToAsync(fault);
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(fault).ToHaveAttributeAsync("aria-pressed", "true");
        await Requests.GetAsync(_sandbox, "/banks").ContinueWith(_ => { }, TaskScheduler.Default);
        await Expect(window.Page.Locator("#token-requests tbody tr")).ToHaveCountAsync(1);

        await Expect(fault).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task It_says_when_the_sandbox_has_stopped()
    {
        await using var window = await OpenAsync();
        await Expect(window.Page.Locator("#connection")).ToHaveTextAsync("Live");

        await _sandbox.DisposeAsync();

        await Expect(window.Page.Locator("#connection")).ToHaveTextAsync("Connection lost, trying again");
    }

    [BrowserTheory]
    [InlineData(360, false, "en-GB")]
    [InlineData(360, true, "nb-NO")]
    [InlineData(1280, true, "en-GB")]
    [InlineData(3840, false, "nb-NO")]
    public async Task It_is_sound_on_each_screen_in_light_and_dark_and_both_languages(int width, bool isDark, string locale)
    {
        await Requests.GetAsync(_sandbox, "/banks");
        _sandbox.AddConsent(SandboxBanks.IsSlow);
        _sandbox.ApiFaults.Add(new() { StatusCode = 503 }, times: 3);

        await using var window = await chromium.OpenAsync(_sandbox.Address, width, isDark, locale);

        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", locale[..2]);
        await window.AssertSoundAsync();
    }

    private Task<Window> OpenAsync() => chromium.OpenAsync(_sandbox.Address);
}
