using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.Sandbox.Tests.Pages;

public sealed partial class ConsentPageTests : PageTest
{
    private const string HostileClient = "<script>alert('id')</script>";

    protected override void Configure(Psd2SandboxOptions options) => options.ClientId = HostileClient;

    [Fact]
    public async Task The_page_tells_who_asks_for_what_until_when_and_that_no_bank_is_involved()
    {
        var (_, page) = await CreateConsentAsync();

        using var response = await OpenAsync(page);

        AssertPage(HttpStatusCode.OK, response);
        var html = await HtmlAsync(response);
        Assert.Contains(HostileClient, html, StringComparison.Ordinal);
        Assert.Contains("accounts, balances, transactions", html, StringComparison.Ordinal);
        Assert.Contains(Clock.GetUtcNow().AddDays(90).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), html, StringComparison.Ordinal);
        Assert.Contains("This is a sandbox and no bank.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_client_sent_is_encoded()
    {
        var (_, page) = await CreateConsentAsync("""{"channelType":"psd2","state":"<script>alert('state')</script>"}""");

        using var response = await OpenAsync($"{page}?x=%22%3E%3Cscript%3Ealert('query')%3C/script%3E");

        Assert.DoesNotContain("<script", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ordinary_banks_come_first_and_those_that_decide_the_outcome_in_a_group_of_their_own()
    {
        var (_, page) = await CreateConsentAsync();

        var html = await HtmlAsync(page);

        var group = html.IndexOf("Banks that decide the outcome", StringComparison.Ordinal);
        Assert.True(html.IndexOf("Nordlysvik Bank", StringComparison.Ordinal) < group);
        Assert.True(html.IndexOf(SandboxBanks.Approves, StringComparison.Ordinal) > group);
        Assert.Equal(15, Radio().Count(html));
        Assert.Equal(2, html.Split("<fieldset").Length - 1);
        Assert.Matches("<button name=\"answer\" value=\"decline\" formnovalidate", html);
    }

    [Fact]
    public async Task A_consent_with_a_bank_leaves_no_choice()
    {
        var (_, page) = await CreateConsentAsync($$"""{"bankId":"{{SandboxBanks.IsSlow}}"}""");

        var html = await HtmlAsync(page);

        Assert.Contains("Bank that is slow", html, StringComparison.Ordinal);
        Assert.Equal(0, Radio().Count(html));
        Assert.DoesNotContain("<fieldset", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approve", null, "You have given access")]
    [InlineData("decline", null, "No access was given")]
    [InlineData("approve", SandboxBanks.Approves, "You have given access")]
    [InlineData("approve", SandboxBanks.Declines, "No access was given")]
    [InlineData("approve", SandboxBanks.StaysPending, "Another person has to approve")]
    public async Task Without_a_return_address_the_decision_has_a_receipt(string answer, string? bank, string title)
    {
        var (_, page) = await CreateConsentAsync();
        using var form = bank is null ? Form(("answer", answer)) : Form(("answer", answer), ("bank", bank));

        using var response = await Http.PostAsync(page, form);

        AssertPage(HttpStatusCode.OK, response);
        var html = await HtmlAsync(response);
        Assert.Contains($"<h1>{title}</h1>", html, StringComparison.Ordinal);
        // In another language its address would show that it has been used.
        Assert.DoesNotContain("ui-culture", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_has_been_used_and_one_that_nobody_knows_have_pages_of_their_own()
    {
        var (id, page) = await CreateConsentAsync();
        await Sandbox.ApproveConsentAsync(id);

        using var used = await OpenAsync(page);
        using var unknown = await OpenAsync("/consent/c/s/0123456789");

        AssertPage(HttpStatusCode.Gone, used);
        Assert.Contains("<h1>This link no longer works</h1>", await HtmlAsync(used), StringComparison.Ordinal);
        AssertPage(HttpStatusCode.NotFound, unknown);
        Assert.Contains("<h1>There is no consent at this address</h1>", await HtmlAsync(unknown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_a_consent_that_has_expired_is_told_so()
    {
        var (_, page) = await CreateConsentAsync();
        Sandbox.AdvanceClock(TimeSpan.FromDays(91));

        using var response = await OpenAsync(page);

        AssertPage(HttpStatusCode.Gone, response);
    }

    [Theory]
    [InlineData("answer=maybe")]
    [InlineData("answer=approve&bank=none-of-them")]
    public async Task A_form_that_no_page_sends_is_refused_as_json(string fields)
    {
        var (_, page) = await CreateConsentAsync();
        using var form = new StringContent(fields, null, "application/x-www-form-urlencoded");

        using var response = await Http.PostAsync(page, form);

        await AssertProblemAsync(HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task The_language_can_be_switched_and_the_rest_of_the_query_stays()
    {
        var (_, page) = await CreateConsentAsync();

        using var response = await OpenAsync($"{page}?a=1&UI-Culture=nb&a=2%26");

        AssertPage(HttpStatusCode.OK, response, "nb");
        var html = await HtmlAsync(response);
        Assert.Contains("<html lang=\"nb\">", html, StringComparison.Ordinal);
        Assert.Contains("Gi tilgang til kontoene dine", html, StringComparison.Ordinal);
        Assert.Contains("href=\"?a=1&a=2%26&ui-culture=en\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"?a=1&a=2%26&ui-culture=nb\"", html, StringComparison.Ordinal);
    }

    [GeneratedRegex("type=\"radio\"")]
    private static partial Regex Radio();
}
