using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aritma.Psd2.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace Aritma.Psd2.Browser.Tests;

/// <summary>The page at a consent's <c>redirectUrl</c>, as its end user meets it.</summary>
[Collection(nameof(Chromium))]
public sealed class ConsentPageTests(Chromium chromium) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new(2026, 3, 17, 9, 30, 0, TimeSpan.Zero));
    private Psd2Sandbox _sandbox = null!;
    private Application _application = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await Psd2Sandbox.StartAsync(options => options.TimeProvider = _time);
        _application = await Application.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _application.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    [BrowserFact]
    public async Task The_user_chooses_a_bank_approves_and_is_back_in_the_application()
    {
        var (id, address) = await CreateAsync();
        await using var window = await OpenAsync(address);
        await window.AssertSoundAsync();

        await window.Page.GetByLabel("Klitvangens Bank").CheckAsync();
        await window.Button("Approve").ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(new Uri(_application.Address, "/yes?state=s-1").AbsoluteUri);
        Assert.Equal(("Authorized", "Klitvangens Bank"), await ConsentAsync(id));
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task The_user_declines_without_choosing_a_bank()
    {
        var (id, address) = await CreateAsync();
        await using var window = await OpenAsync(address);

        await window.Button("Decline").ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(new Uri(_application.Address, "/no?state=s-1").AbsoluteUri);
        Assert.Equal("Failure", (await ConsentAsync(id)).Status);
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task Approving_needs_a_bank()
    {
        var (id, address) = await CreateAsync();
        await using var window = await OpenAsync(address);

        await window.Button("Approve").ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(address.AbsoluteUri);
        Assert.Equal("Started", (await ConsentAsync(id)).Status);
    }

    [BrowserFact]
    public async Task The_keyboard_alone_is_enough()
    {
        var (id, address) = await CreateAsync();
        await using var window = await OpenAsync(address);

        await window.TabToAsync(window.Page.GetByLabel("Nordlysvik Bank"));
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await window.TabToAsync(window.Button("Approve"));
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page).ToHaveURLAsync(new Uri(_application.Address, "/yes?state=s-1").AbsoluteUri);
        Assert.Equal(("Authorized", "Havtindfjord Sparebank"), await ConsentAsync(id));
    }

    [BrowserFact]
    public async Task A_link_that_was_used_says_so()
    {
        var (id, address) = await CreateAsync();
        await _sandbox.ApproveConsentAsync(id);
        await using var window = await OpenAsync(address);

        await Expect(window.Heading).ToHaveTextAsync("This link no longer works");
        await Expect(window.Page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await window.AssertSoundAsync(410);
    }

    [BrowserFact]
    public async Task A_consent_that_expires_while_its_user_looks_says_so()
    {
        var (id, address) = await CreateAsync();
        await using var window = await OpenAsync(address);

        _sandbox.AdvanceClock(TimeSpan.FromDays(90));
        await window.Page.GetByLabel("Klitvangens Bank").CheckAsync();
        await window.Button("Approve").ClickAsync();

        await Expect(window.Heading).ToHaveTextAsync("This link no longer works");
        Assert.Equal("Expired", (await ConsentAsync(id)).Status);
    }

    [BrowserFact]
    public async Task The_way_back_from_the_application_doesnt_decide_again()
    {
        var (id, address) = await CreateAsync();
        await using var window = await OpenAsync(address);
        await window.Page.GetByLabel("Klitvangens Bank").CheckAsync();
        await window.Button("Approve").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Uri(_application.Address, "/yes?state=s-1").AbsoluteUri);

        await window.Page.GoBackAsync();

        await Expect(window.Heading).ToHaveTextAsync("This link no longer works");
        Assert.Equal("Authorized", (await ConsentAsync(id)).Status);
    }

    [BrowserFact]
    public async Task Without_an_application_to_return_to_there_is_a_receipt()
    {
        var (_, address) = await CreateAsync("""{"channelType":"psd2"}""");
        await using var window = await OpenAsync(address);

        await window.Page.GetByLabel("Bank that stays pending").CheckAsync();
        await window.Button("Approve").ClickAsync();

        await Expect(window.Heading).ToHaveTextAsync("Another person has to approve");
        await window.AssertSoundAsync();
    }

    [BrowserFact]
    public async Task A_consent_for_a_bank_that_approves_leads_straight_back()
    {
        var (id, address) = await CreateAsync(Body($"\"bankId\":\"{SandboxBanks.Approves}\","));
        await using var window = await OpenAsync(address);

        await Expect(window.Page).ToHaveURLAsync(new Uri(_application.Address, "/yes?state=s-1").AbsoluteUri);
        Assert.Equal("Authorized", (await ConsentAsync(id)).Status);
    }

    [BrowserTheory]
    [InlineData(360, false)]
    [InlineData(360, true)]
    [InlineData(1280, true)]
    [InlineData(3840, false)]
    public async Task It_is_sound_on_each_screen_in_light_and_dark(int width, bool isDark)
    {
        var (_, address) = await CreateAsync();
        await using var window = await OpenAsync(address, width, isDark);

        await window.AssertSoundAsync();

        var isDarkIndeed = await window.Page.EvaluateAsync<bool>(
            "getComputedStyle(document.documentElement).backgroundColor.match(/[0-9.]+/g).slice(0, 3).every(part => part < 80)");
        Assert.Equal(isDark, isDarkIndeed);
    }

    [BrowserTheory]
    [InlineData("", "nb-NO", "Godkjenn")]
    [InlineData("?ui-culture=nb", "en-GB", "Godkjenn")]
    [InlineData("?ui-culture=en", "nb-NO", "Approve")]
    [InlineData("", "de-DE", "Approve")]
    public async Task It_speaks_the_users_language(string query, string locale, string approve)
    {
        var (_, address) = await CreateAsync();
        await using var window = await OpenAsync(new Uri(address + query), locale: locale);

        await Expect(window.Button(approve)).ToBeVisibleAsync();
        await window.AssertSoundAsync();
    }

    [BrowserFact]
    public async Task The_language_is_switched_on_the_page()
    {
        var (_, address) = await CreateAsync();
        await using var window = await OpenAsync(address);

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Norsk" }).ClickAsync();

        await Expect(window.Button("Avslå")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", "nb");
    }

    /// <summary>A browser that goes from the consent to the application.</summary>
    private Task<Window> OpenAsync(Uri address, int width = 1280, bool isDark = false, string locale = "en-GB") =>
        chromium.OpenAsync(address, width, isDark, locale, _application.Address);

    private string Body(string more = "") => $$"""
        {
          {{more}}
          "state": "s-1",
          "redirectSettings": { "success": "{{_application.Address}}yes", "error": "{{_application.Address}}no" }
        }
        """;

    private async Task<(string Id, Uri Address)> CreateAsync(string? body = null)
    {
        var token = await Requests.TokenAsync(_sandbox);
        using var request = new HttpRequestMessage(HttpMethod.Post, _sandbox.ApiBaseAddress + "/consents");
        request.Headers.Authorization = new("Bearer", token);
        request.Content = new StringContent(body ?? Body(), null, "application/json");
        using var response = await Requests.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var consent = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (consent.GetProperty("consentId").GetString()!, new(consent.GetProperty("redirectUrl").GetString()!));
    }

    private async Task<(string Status, string? Bank)> ConsentAsync(string id)
    {
        var consents = await Requests.Http.GetFromJsonAsync<JsonElement>(new Uri(_sandbox.Address, "/sandbox/consents"));
        var consent = consents.EnumerateArray().Single(item => item.GetProperty("consentId").GetString() == id);
        var bank = consent.TryGetProperty("bankId", out var bankId)
            ? await Requests.BankNameAsync(_sandbox, bankId.GetString()!)
            : null;
        return (consent.GetProperty("status").GetString()!, bank);
    }
}
