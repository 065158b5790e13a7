using System.Net;
using System.Text;
using System.Text.Json;

namespace Aritma.Psd2.Sandbox.Tests;

public sealed class ConsentsTests : SandboxTest
{
    private const string Psd2 = """{"channelType":"psd2"}""";

    protected override void Configure(Psd2SandboxOptions options) => options.Clients.Add(new() { Id = "other", Secret = "o" });

    [Fact]
    public async Task A_consent_is_created_with_an_address_for_its_end_user()
    {
        using var response = await SendAsync(
            HttpMethod.Post, "/consents", await TokenAsync(), """{"channelType":"psd2","state":"s-1"}""");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var consent = await JsonAsync(response);
        Assert.True(Guid.TryParse(consent.GetProperty("consentId").GetString(), out _));
        Assert.Equal("Created", consent.GetProperty("status").GetString());
        Assert.Equal("s-1", consent.GetProperty("state").GetString());
        var address = $"{Sandbox.ApiBaseAddress.GetLeftPart(UriPartial.Authority)}/consent/c/s/";
        Assert.StartsWith(address, RedirectUrl(consent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consent_needs_no_body()
    {
        using var response = await SendAsync(HttpMethod.Post, "/consents", await TokenAsync());

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"channelType":"PSD2"}""")]
    [InlineData("""{"channelType":"openBanking"}""")]
    [InlineData("""{"bankId":"7c9e6679-7425-40de-944b-e07fc1f90ae7"}""")]
    [InlineData("""{"bankId":"bank"}""")]
    [InlineData("""{"expires":"2026-03-17T09:30:00Z"}""")]
    [InlineData("""{"expires":"2026-06-17T09:30:01Z"}""")]
    [InlineData("""{"expires":"soon"}""")]
    [InlineData("""{"redirectSettings":{"success":"ftp://app.example/"}}""")]
    [InlineData("""{"redirectSettings":{"success":"javascript:alert(1)"}}""")]
    [InlineData("""{"redirectSettings":{"success":"/relative"}}""")]
    [InlineData("""{"redirectSettings":{"success":"http://\u00ad.example/"}}""")]
    [InlineData("""{"redirectSettings":{"error":"file:///etc/passwd"}}""")]
    [InlineData("""{"channelType":""")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_bad_body_is_a_400(string body)
    {
        using var response = await PostRawAsync(body, "application/json");

        await AssertProblemAsync(HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task A_body_that_is_not_json_is_a_400()
    {
        using var response = await PostRawAsync("channelType=psd2", "application/x-www-form-urlencoded");

        await AssertProblemAsync(HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task The_latest_expiry_is_three_months_ahead()
    {
        using var response = await PostRawAsync("""{"expires":"2026-06-17T09:30:00Z"}""", "application/json");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task A_repeated_idempotency_key_gets_the_first_answer_back()
    {
        var token = await TokenAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        using var first = await SendAsync(HttpMethod.Post, "/consents", token, Psd2, key);
        using var second = await SendAsync(HttpMethod.Post, "/consents", token, Psd2, key);
        using var third = await SendAsync(HttpMethod.Post, "/consents", token, Psd2, ("Idempotency-Key", Guid.NewGuid().ToString()));

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotent-Replayed")));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Created, third.StatusCode);
        Assert.Equal(2, (await ListAsync(token)).Count);
    }

    [Fact]
    public async Task A_refusal_is_replayed_with_its_own_status()
    {
        var token = await TokenAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        using var first = await SendAsync(HttpMethod.Post, "/consents", token, """{"channelType":"fax"}""", key);
        using var second = await SendAsync(HttpMethod.Post, "/consents", token, Psd2, key);

        await AssertProblemAsync(HttpStatusCode.BadRequest, first);
        await AssertProblemAsync(HttpStatusCode.BadRequest, second);
        Assert.True(second.Headers.Contains("Idempotent-Replayed"));
    }

    [Fact]
    public async Task Of_many_requests_with_one_idempotency_key_one_creates()
    {
        var token = await TokenAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var requests = Enumerable.Range(0, 20).Select(_ => SendAsync(HttpMethod.Post, "/consents", token, Psd2, key));
        var responses = await Task.WhenAll(requests);

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.Created);
        Assert.Equal(19, responses.Count(response => response.StatusCode == HttpStatusCode.OK));
        Assert.Single(await ListAsync(token));
    }

    [Fact]
    public async Task An_idempotency_key_belongs_to_its_client()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        using var first = await SendAsync(HttpMethod.Post, "/consents", await TokenAsync(), Psd2, key);
        using var second = await SendAsync(HttpMethod.Post, "/consents", await OtherTokenAsync(), Psd2, key);

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    [Fact]
    public async Task A_consent_tells_its_status_bank_and_expiry()
    {
        var token = await TokenAsync();
        using var banks = await GetAsync("/banks", token);
        var bankId = (await JsonAsync(banks)).GetProperty("banks")[0].GetProperty("id").GetString();
        var body = $$"""{"bankId":"{{bankId}}","expires":"2026-04-01T00:00:00+02:00"}""";
        using var created = await SendAsync(HttpMethod.Post, "/consents", token, body);
        var id = (await JsonAsync(created)).GetProperty("consentId").GetString();

        var consent = await GetConsentAsync(token, id);

        Assert.Equal(id, consent.GetProperty("consentId").GetString());
        Assert.Equal("Created", consent.GetProperty("status").GetString());
        Assert.Equal(bankId, consent.GetProperty("additionalData").GetProperty("bankId").GetString());
        Assert.Equal("2026-03-31T22:00:00Z", consent.GetProperty("additionalData").GetProperty("expiresAtUtc").GetString());
    }

    [Fact]
    public async Task A_consent_ends_after_90_days_unless_asked_otherwise()
    {
        var token = await TokenAsync();
        var id = await ApprovedConsentAsync(token);

        Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromTicks(1));
        var before = await GetConsentAsync(await TokenAsync(), id);
        Clock.Advance(TimeSpan.FromTicks(1));
        var after = await GetConsentAsync(await TokenAsync(), id);

        Assert.Equal("Authorized", before.GetProperty("status").GetString());
        Assert.Equal("Expired", after.GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_unknown_consent_is_not_found()
    {
        var token = await TokenAsync();

        using var get = await GetAsync($"/consents/{Guid.NewGuid()}", token);
        using var refresh = await SendAsync(HttpMethod.Put, $"/consents/{Guid.NewGuid()}/refresh", token, "{}");

        await AssertProblemAsync(HttpStatusCode.NotFound, get);
        await AssertProblemAsync(HttpStatusCode.NotFound, refresh);
    }

    [Fact]
    public async Task A_client_sees_no_consent_of_another_one()
    {
        var id = await ApprovedConsentAsync(await TokenAsync());
        var other = await OtherTokenAsync();

        using var get = await GetAsync($"/consents/{id}", other);
        using var accounts = await GetAsync("/accounts", other, ("Consent-ID", id));

        await AssertProblemAsync(HttpStatusCode.NotFound, get);
        await AssertProblemAsync(HttpStatusCode.Forbidden, accounts);
        Assert.Empty(await ListAsync(other));
    }

    [Fact]
    public async Task Approving_sends_the_user_to_the_success_address_with_the_state()
    {
        var created = await CreateAsync("""{"state":"a b&c=æ","redirectSettings":{"success":"https://app.example/done?x=1#top"}}""");

        using var approval = await AnswerAsync(created, "approve", "?ui-culture=nb");

        Assert.Equal(HttpStatusCode.SeeOther, approval.StatusCode);
        Assert.Equal("https://app.example/done?x=1&state=a%20b%26c%3D%C3%A6#top", approval.Headers.Location?.AbsoluteUri);
        Assert.Equal("Authorized", (await GetConsentAsync(await TokenAsync(), Id(created))).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Without_a_state_the_success_address_stays_as_it_is()
    {
        var created = await CreateAsync("""{"redirectSettings":{"success":"http://localhost:5000/done"}}""");

        using var approval = await AnswerAsync(created);

        Assert.Equal("http://localhost:5000/done", approval.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_success_address_outside_ascii_is_encoded()
    {
        var created = await CreateAsync("""{"redirectSettings":{"success":"https://blåbær.example/æ"}}""");

        using var approval = await AnswerAsync(created);

        Assert.Equal("https://xn--blbr-roah.example/%C3%A6", approval.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Without_a_success_address_the_user_gets_a_receipt()
    {
        using var approval = await AnswerAsync(await CreateAsync(Psd2));

        AssertPage(HttpStatusCode.OK, approval);
    }

    [Fact]
    public async Task The_address_works_once()
    {
        var created = await CreateAsync(Psd2);

        using var first = await AnswerAsync(created);
        using var second = await AnswerAsync(created);
        using var visit = await Http.GetAsync(RedirectUrl(created));

        AssertPage(HttpStatusCode.OK, first);
        AssertPage(HttpStatusCode.Gone, second);
        AssertPage(HttpStatusCode.Gone, visit);
    }

    [Fact]
    public async Task An_address_that_was_never_given_out_is_not_found()
    {
        var address = RedirectUrl(await CreateAsync(Psd2)) + "0";

        using var visit = await Http.GetAsync(address);
        using var answer = await Http.PostAsync(address, Form(("answer", "approve")));

        AssertPage(HttpStatusCode.NotFound, visit);
        AssertPage(HttpStatusCode.NotFound, answer);
    }

    [Fact]
    public async Task A_visit_starts_the_consent_and_decides_nothing()
    {
        var token = await TokenAsync();
        var created = await CreateAsync(Psd2);

        using var first = await Http.GetAsync(RedirectUrl(created));
        using var second = await Http.GetAsync(RedirectUrl(created));
        using var accounts = await GetAsync("/accounts", token, ("Consent-ID", Id(created)));

        AssertPage(HttpStatusCode.OK, first);
        AssertPage(HttpStatusCode.OK, second);
        Assert.Equal("Started", Status(await GetConsentAsync(token, Id(created))));
        await AssertProblemAsync(HttpStatusCode.Forbidden, accounts);
    }

    [Fact]
    public async Task The_bank_that_the_user_chooses_is_that_of_the_consent()
    {
        var token = await TokenAsync();
        var created = await CreateAsync(Psd2);
        using var banks = await GetAsync("/banks", token);
        var bank = (await JsonAsync(banks)).GetProperty("banks")[2].GetProperty("id").GetString()!;

        using var answer = await Http.PostAsync(RedirectUrl(created), Form(("answer", "approve"), ("bank", bank)));

        var consent = await GetConsentAsync(token, Id(created));
        Assert.Equal(bank, consent.GetProperty("additionalData").GetProperty("bankId").GetString());
        using var accounts = await GetAsync("/accounts", token, ("Consent-ID", Id(created)));
        Assert.Equal(1, (await JsonAsync(accounts)).GetProperty("accounts").GetArrayLength());
    }

    [Fact]
    public async Task A_consent_that_was_created_for_a_bank_stays_there()
    {
        var token = await TokenAsync();
        using var listed = await GetAsync("/banks", token);
        var banks = (await JsonAsync(listed)).GetProperty("banks");
        var own = banks[1].GetProperty("id").GetString()!;
        var created = await CreateAsync($$"""{"bankId":"{{own}}"}""");

        using var answer = await Http.PostAsync(
            RedirectUrl(created), Form(("answer", "approve"), ("bank", banks[2].GetProperty("id").GetString()!)));

        var consent = await GetConsentAsync(token, Id(created));
        Assert.Equal(own, consent.GetProperty("additionalData").GetProperty("bankId").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("answer=maybe")]
    [InlineData("answer=APPROVE")]
    [InlineData("answer=approve&answer=decline")]
    [InlineData("answer=approve&bank=nordlysvik")]
    [InlineData("answer=approve&bank=a5a11b0c-0000-4000-8000-000000000001&bank=a5a11b0c-0000-4000-8000-000000000002")]
    [InlineData("answer=approve&bank=00000000-0000-0000-0000-000000000000")]
    public async Task An_answer_that_is_none_decides_nothing(string form)
    {
        var created = await CreateAsync(Psd2);

        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var refused = await Http.PostAsync(RedirectUrl(created), content);
        using var approved = await AnswerAsync(created);

        await AssertProblemAsync(HttpStatusCode.BadRequest, refused);
        AssertPage(HttpStatusCode.OK, approved);
    }

    [Fact]
    public async Task Declining_sends_the_user_to_the_error_address_with_the_state()
    {
        var created = await CreateAsync(
            """{"state":"a b&c=æ","redirectSettings":{"success":"https://a.example/","error":"https://blåbær.example/no?x=1#top"}}""");

        using var visit = await AnswerAsync(created, "decline", "?ui-culture=nb");

        Assert.Equal(HttpStatusCode.SeeOther, visit.StatusCode);
        Assert.Equal(
            "https://xn--blbr-roah.example/no?x=1&state=a%20b%26c%3D%C3%A6#top", visit.Headers.Location?.OriginalString);
        Assert.Equal("Failure", Status(await GetConsentAsync(await TokenAsync(), Id(created))));
    }

    [Fact]
    public async Task Without_a_state_the_error_address_stays_as_it_is()
    {
        var created = await CreateAsync("""{"redirectSettings":{"error":"http://localhost:5000/no"}}""");

        using var visit = await AnswerAsync(created, "decline");

        Assert.Equal("http://localhost:5000/no", visit.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData(Psd2)]
    [InlineData("""{"redirectSettings":{"success":"https://app.example/done"}}""")]
    public async Task Without_an_error_address_the_user_who_declines_gets_a_receipt(string body)
    {
        using var visit = await AnswerAsync(await CreateAsync(body), "decline");

        AssertPage(HttpStatusCode.OK, visit);
    }

    [Fact]
    public async Task Without_a_success_address_the_error_address_is_for_declining_only()
    {
        var created = await CreateAsync("""{"redirectSettings":{"error":"https://app.example/no"}}""");

        using var visit = await AnswerAsync(created);

        AssertPage(HttpStatusCode.OK, visit);
    }

    [Theory]
    [InlineData("approve", "Authorized", "decline")]
    [InlineData("decline", "Failure", "approve")]
    [InlineData("decline", "Failure", "decline")]
    public async Task The_first_answer_counts(string first, string status, string second)
    {
        var created = await CreateAsync("""{"redirectSettings":{"success":"https://app.example/","error":"https://app.example/no"}}""");
        using var decided = await AnswerAsync(created, first);

        using var late = await AnswerAsync(created, second);

        Assert.Equal(HttpStatusCode.SeeOther, decided.StatusCode);
        AssertPage(HttpStatusCode.Gone, late);
        Assert.Equal(status, Status(await GetConsentAsync(await TokenAsync(), Id(created))));
    }

    [Fact]
    public async Task Of_many_answers_at_once_one_counts()
    {
        var created = await CreateAsync(Psd2);

        var visits = await Task.WhenAll(Enumerable.Range(0, 20).Select(async visit =>
        {
            var isApproved = visit % 2 == 0;
            using var response = await AnswerAsync(created, isApproved ? "approve" : "decline");
            return (response.StatusCode, isApproved);
        }));

        var (_, wasApproved) = Assert.Single(visits, visit => visit.StatusCode == HttpStatusCode.OK);
        Assert.Equal(19, visits.Count(visit => visit.StatusCode == HttpStatusCode.Gone));
        Assert.Equal(wasApproved ? "Authorized" : "Failure", Status(await GetConsentAsync(await TokenAsync(), Id(created))));
    }

    [Fact]
    public async Task A_declined_consent_is_given_after_a_refresh()
    {
        var token = await TokenAsync();
        var created = await CreateAsync(Psd2);
        using var declined = await AnswerAsync(created, "decline");
        using var accounts = await GetAsync("/accounts", token, ("Consent-ID", Id(created)));

        using var refreshed = await SendAsync(HttpMethod.Put, $"/consents/{Id(created)}/refresh", token);
        using var approved = await AnswerAsync(await JsonAsync(refreshed));

        await AssertProblemAsync(HttpStatusCode.Forbidden, accounts);
        Assert.Equal("Authorized", Status(await GetConsentAsync(token, Id(created))));
    }

    [Fact]
    public async Task An_expired_consent_can_not_be_approved()
    {
        var created = await CreateAsync("""{"expires":"2026-03-17T10:30:00Z"}""");

        Clock.Advance(TimeSpan.FromHours(1));
        using var approval = await AnswerAsync(created);

        AssertPage(HttpStatusCode.Gone, approval);
    }

    [Fact]
    public async Task Refreshing_opens_a_new_address_that_has_to_be_visited()
    {
        var token = await TokenAsync();
        var created = await CreateAsync("""{"state":"first"}""");
        using var approved = await AnswerAsync(created);

        using var response = await SendAsync(
            HttpMethod.Put, $"/consents/{Id(created)}/refresh", token, """{"state":"second","expires":"2026-06-01T00:00:00Z"}""");
        var refreshed = await JsonAsync(response);
        var asked = await GetConsentAsync(token, Id(created));
        using var again = await AnswerAsync(refreshed);
        var given = await GetConsentAsync(token, Id(created));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(Id(created), Id(refreshed));
        Assert.Equal("second", refreshed.GetProperty("state").GetString());
        Assert.NotEqual(RedirectUrl(created), RedirectUrl(refreshed));
        Assert.Equal("Created", asked.GetProperty("status").GetString());
        Assert.Equal("Authorized", given.GetProperty("status").GetString());
        Assert.Equal("2026-06-01T00:00:00Z", given.GetProperty("additionalData").GetProperty("expiresAtUtc").GetString());
    }

    [Fact]
    public async Task Refreshing_closes_an_address_that_was_not_visited()
    {
        var created = await CreateAsync(Psd2);
        using var refreshed = await SendAsync(HttpMethod.Put, $"/consents/{Id(created)}/refresh", await TokenAsync());

        using var approval = await AnswerAsync(created);

        AssertPage(HttpStatusCode.Gone, approval);
    }

    [Fact]
    public async Task A_bad_refresh_is_a_400()
    {
        var created = await CreateAsync(Psd2);

        var body = """{"redirectSettings":{"success":"mailto:a@b.example"}}""";
        using var response = await SendAsync(HttpMethod.Put, $"/consents/{Id(created)}/refresh", await TokenAsync(), body);

        await AssertProblemAsync(HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData("unknown", "Unknown")]
    [InlineData("created", "Created")]
    [InlineData("STARTED", "Started")]
    [InlineData("Expired", "Expired")]
    [InlineData("revoked", "Revoked")]
    [InlineData("failure", "Failure")]
    [InlineData("awaitingApproval", "AwaitingApproval")]
    public async Task A_consent_can_be_put_into_each_status_and_opens_no_account_then(string status, string answered)
    {
        var token = await TokenAsync();
        var id = await ApprovedConsentAsync(token);

        Sandbox.SetConsentStatus(id, status);
        var consent = await GetConsentAsync(token, id);
        var listed = Assert.Single(await ListAsync(token));
        using var accounts = await GetAsync("/accounts", token, ("Consent-ID", id));

        Assert.Equal(answered, Status(consent));
        Assert.Equal(answered, Status(listed));
        var problem = await AssertProblemAsync(HttpStatusCode.Forbidden, accounts);
        Assert.EndsWith($"status is {answered}.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("authorized")]
    [InlineData("AUTHORIZED")]
    public async Task A_consent_can_be_authorized_without_its_end_user(string status)
    {
        var token = await TokenAsync();
        var created = await CreateAsync(Psd2);

        Sandbox.SetConsentStatus(Id(created), status);
        using var accounts = await GetAsync("/accounts", token, ("Consent-ID", Id(created)));
        using var visit = await AnswerAsync(created);

        Assert.Equal(HttpStatusCode.OK, accounts.StatusCode);
        Assert.Equal("Authorized", Status(await GetConsentAsync(token, Id(created))));
        AssertPage(HttpStatusCode.Gone, visit);
    }

    [Theory]
    [InlineData("valid")]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("created,started")]
    [InlineData(" created")]
    [InlineData("awaiting-approval")]
    public async Task A_status_that_is_not_documented_is_refused_with_those_that_are(string status)
    {
        const string All = "Unknown, Created, Started, Authorized, Expired, Revoked, Failure, AwaitingApproval.";
        var id = Id(await CreateAsync(Psd2));

        var error = Assert.Throws<ArgumentException>(() => Sandbox.SetConsentStatus(id, status));

        Assert.Contains(All, error.Message, StringComparison.Ordinal);
        Assert.Equal("Created", Status(await GetConsentAsync(await TokenAsync(), id)));
    }

    [Fact]
    public async Task The_status_of_an_unknown_consent_can_not_be_set()
    {
        await CreateAsync(Psd2);

        Assert.Throws<ArgumentException>(() => Sandbox.SetConsentStatus(Guid.NewGuid().ToString(), "revoked"));
        Assert.Throws<ArgumentNullException>("consentId", () => Sandbox.SetConsentStatus(null!, "revoked"));
    }

    [Theory]
    [InlineData("created", "Expired")]
    [InlineData("started", "Expired")]
    [InlineData("awaitingApproval", "Expired")]
    [InlineData("authorized", "Expired")]
    [InlineData("expired", "Expired")]
    [InlineData("revoked", "Revoked")]
    [InlineData("failure", "Failure")]
    [InlineData("unknown", "Unknown")]
    public async Task Time_expires_what_is_in_use_or_may_come_to_be(string status, string answered)
    {
        var id = await ApprovedConsentAsync(await TokenAsync(), """{"expires":"2026-03-17T10:00:00Z"}""");
        Sandbox.SetConsentStatus(id, status);

        Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(answered, Status(await GetConsentAsync(await TokenAsync(), id)));
    }

    [Fact]
    public async Task A_consent_whose_end_has_come_stays_expired()
    {
        var created = await CreateAsync("""{"expires":"2026-03-17T10:00:00Z"}""");
        Clock.Advance(TimeSpan.FromMinutes(30));

        Sandbox.SetConsentStatus(Id(created), "authorized");

        Assert.Equal("Expired", Status(await GetConsentAsync(await TokenAsync(), Id(created))));
    }

    [Theory]
    [InlineData("started", HttpStatusCode.OK, "Authorized")]
    [InlineData("awaitingApproval", HttpStatusCode.OK, "Authorized")]
    [InlineData("revoked", HttpStatusCode.Gone, "Revoked")]
    [InlineData("failure", HttpStatusCode.Gone, "Failure")]
    [InlineData("expired", HttpStatusCode.Gone, "Expired")]
    [InlineData("unknown", HttpStatusCode.Gone, "Unknown")]
    public async Task What_waits_for_its_end_user_can_be_approved(string status, HttpStatusCode answer, string afterwards)
    {
        var created = await CreateAsync(Psd2);
        Sandbox.SetConsentStatus(Id(created), status);

        using var visit = await AnswerAsync(created);

        Assert.Equal(answer, visit.StatusCode);
        Assert.Equal(afterwards, Status(await GetConsentAsync(await TokenAsync(), Id(created))));
    }

    [Fact]
    public async Task An_address_that_was_used_stays_closed_when_the_consent_waits_again()
    {
        var created = await CreateAsync(Psd2);
        using var first = await AnswerAsync(created);
        Sandbox.SetConsentStatus(Id(created), "created");

        using var second = await AnswerAsync(created);

        AssertPage(HttpStatusCode.Gone, second);
        Assert.Equal("Created", Status(await GetConsentAsync(await TokenAsync(), Id(created))));
    }

    [Fact]
    public async Task A_revoked_consent_is_given_again_after_a_refresh()
    {
        var token = await TokenAsync();
        var id = await ApprovedConsentAsync(token);
        Sandbox.SetConsentStatus(id, "revoked");

        using var response = await SendAsync(HttpMethod.Put, $"/consents/{id}/refresh", token);
        using var visit = await AnswerAsync(await JsonAsync(response));

        Assert.Equal("Authorized", Status(await GetConsentAsync(token, id)));
    }

    [Fact]
    public async Task A_replayed_answer_keeps_the_status_of_the_first_one()
    {
        var token = await TokenAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        using var first = await SendAsync(HttpMethod.Post, "/consents", token, Psd2, key);
        Sandbox.SetConsentStatus(Id(await JsonAsync(first)), "revoked");

        using var second = await SendAsync(HttpMethod.Post, "/consents", token, Psd2, key);

        Assert.Equal("Created", Status(await JsonAsync(second)));
    }

    [Fact]
    public async Task A_long_list_comes_in_pages()
    {
        var token = await TokenAsync();
        await Task.WhenAll(Enumerable.Range(0, 51).Select(_ => SendAsync(HttpMethod.Post, "/consents", token, Psd2)));

        using var first = await GetAsync("/consents", token);
        var json = await JsonAsync(first);
        var second = await ListAsync(token, json.GetProperty("_links").GetProperty("next").GetProperty("href").GetString()!);

        Assert.Equal(50, json.GetProperty("consents").GetArrayLength());
        Assert.Single(second);
        Assert.DoesNotContain(Id(second[0]), json.GetProperty("consents").EnumerateArray().Select(Id));
    }

    [Theory]
    [InlineData("abc123")]
    [InlineData("%25%25")]
    public async Task A_cursor_that_is_not_from_the_list_is_a_400(string cursor)
    {
        using var response = await GetAsync($"/consents?cursor={cursor}", await TokenAsync());

        await AssertProblemAsync(HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nx")]
    [InlineData("application/json", """{"answer":"approve"}""")]
    [InlineData("text/plain", "answer=approve")]
    public async Task An_answer_that_is_no_form_of_the_page_is_a_400(string contentType, string body)
    {
        var created = await CreateAsync(Psd2);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.Add("Content-Type", contentType);

        using var response = await Http.PostAsync(RedirectUrl(created), content);

        await AssertProblemAsync(HttpStatusCode.BadRequest, response);
    }

    private static string Id(JsonElement consent) => consent.GetProperty("consentId").GetString()!;

    private static string Status(JsonElement consent) => consent.GetProperty("status").GetString()!;

    private static string RedirectUrl(JsonElement consent) => consent.GetProperty("redirectUrl").GetString()!;

    /// <summary>What the end user's browser sends from the page of the consent.</summary>
    private Task<HttpResponseMessage> AnswerAsync(JsonElement consent, string answer = "approve", string query = "") =>
        Http.PostAsync(RedirectUrl(consent) + query, Form(("answer", answer)));

    private static void AssertPage(HttpStatusCode status, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    private async Task<JsonElement> CreateAsync(string body)
    {
        using var response = await SendAsync(HttpMethod.Post, "/consents", await TokenAsync(), body);
        return await JsonAsync(response);
    }

    private async Task<HttpResponseMessage> PostRawAsync(string body, string mediaType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Sandbox.ApiBaseAddress + "/consents");
        request.Headers.Authorization = new("Bearer", await TokenAsync());
        request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        return await Http.SendAsync(request);
    }

    private async Task<JsonElement> GetConsentAsync(string token, string? id)
    {
        using var response = await GetAsync($"/consents/{id}", token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonAsync(response);
    }

    private async Task<List<JsonElement>> ListAsync(string token, string? href = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, href ?? Sandbox.ApiBaseAddress + "/consents");
        request.Headers.Authorization = new("Bearer", token);
        using var response = await Http.SendAsync(request);
        return [.. (await JsonAsync(response)).GetProperty("consents").EnumerateArray()];
    }

    private async Task<string> OtherTokenAsync()
    {
        using var response = await PostFormAsync(
            ("grant_type", "client_credentials"), ("client_id", "other"), ("client_secret", "o"), ("scope", BothScopes));
        return (await JsonAsync(response)).GetProperty("access_token").GetString()!;
    }
}
