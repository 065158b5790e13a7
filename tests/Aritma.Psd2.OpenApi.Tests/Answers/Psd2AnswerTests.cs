using System.Text.Json;
using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.OpenApi.Tests.Answers;

/// <summary>What the sandbox answers is what the document says.</summary>
public class Psd2AnswerTests
{
    private const string Transactions = "transactions?dateFrom=2000-01-01&bookingStatus=all";

    [Fact]
    public async Task Each_operation_answers_what_its_schema_has()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        using var calls = new Calls(sandbox, Documents.Psd2);
        await calls.AuthorizeAsync();
        await calls.SendAsync("requestTokenOfTenant", 200, "/tenant-a/connect/token", Calls.Form(calls.Credentials));
        var banks = await calls.SendAsync("getBanks", 200, "/api/banks");
        await calls.SendAsync("getBanks", 200, "/api/banks?countryCode=NO&channels=psd2&includeAdditionalInformation=true");
        var bank = banks!.Value.GetProperty("banks")[0].GetProperty("id").GetString()!;

        var consents = new List<string>();
        foreach (var body in (HttpContent?[])
        [
            null,
            Calls.Json("""{"channelType":"psd2"}"""),
            Calls.Json($$"""
                {
                  "bankId": "{{bank}}", "channelType": "psd2", "state": "s", "expires": "{{TimeProvider.System.GetUtcNow().AddDays(30):O}}",
                  "redirectSettings": { "success": "https://example.com/done", "error": "https://example.com/failed" }
                }
                """),
        ])
        {
            var created = await calls.SendAsync("createConsent", 201, "/api/consents", body);
            consents.Add(created!.Value.GetProperty("consentId").GetString()!);
        }

        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        await calls.SendAsync("createConsent", 201, "/api/consents", null, key);
        await calls.SendAsync("createConsent", 200, "/api/consents", null, key);
        await calls.SendAsync("getConsents", 200, "/api/consents");
        await calls.SendAsync("refreshConsent", 201, $"/api/consents/{consents[2]}/refresh", Calls.Json("""{"state":"t"}"""));
        foreach (var consent in consents)
        {
            await calls.SendAsync("getConsent", 200, $"/api/consents/{consent}");
            await sandbox.ApproveConsentAsync(consent);
            await calls.SendAsync("getConsent", 200, $"/api/consents/{consent}");
            await ReadAccountsAsync(calls, consent);
        }

        Assert.Equal(
            Documents.Psd2.Operations().Select(operation => operation.Operation.OperationId!).Order(StringComparer.Ordinal),
            calls.Called.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lists_of_several_pages_answer_what_their_schemas_have()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync(options => options.TransactionPageSize = 2);
        using var calls = new Calls(sandbox, Documents.Psd2);
        await calls.AuthorizeAsync();
        for (var i = 0; i < 51; i++)
        {
            sandbox.AddConsent();
        }

        var consents = await calls.SendAsync("getConsents", 200, "/api/consents");
        await calls.SendAsync("getConsents", 200, NextOf(consents));
        var consent = ("Consent-ID", sandbox.AddConsent());
        var account = sandbox.AddAccount(new());
        for (var day = 1; day <= 5; day++)
        {
            sandbox.AddTransaction(account, new() { Amount = day, Date = new(2026, 1, day) });
        }

        var page = await calls.SendAsync("getTransactions", 200, $"/api/accounts/{account}/{Transactions}", null, consent);
        await calls.SendAsync("getTransactions", 200, NextOf(page), null, consent);
    }

    /// <summary>Values and members that no documentation names are the point of one of the banks.</summary>
    [Theory]
    [InlineData(SandboxBanks.LeavesMembersOut, true)]
    [InlineData(SandboxBanks.SendsUnknownValues, false)]
    public async Task Banks_that_send_less_or_more_keep_to_the_schema(string bank, bool isClosed)
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        using var calls = new Calls(sandbox, Documents.Psd2, isClosed);
        await calls.AuthorizeAsync();

        await ReadAccountsAsync(calls, sandbox.AddConsent(bank));
    }

    [Fact]
    public async Task Refusals_answer_what_their_schemas_have()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        using var calls = new Calls(sandbox, Documents.Psd2);
        await calls.SendAsync("getBanks", 401, "/api/banks");
        await calls.SendAsync("requestToken", 400, "/connect/token", Calls.Form([]));
        await calls.SendAsync("requestToken", 401, "/connect/token", Calls.Form([]), ("Authorization", "Basic eDp5"));
        await calls.AuthorizeAsync();
        await calls.SendAsync("getBanks", 400, "/api/banks?countryCode=Norway");
        await calls.SendAsync("getBanks", 400, "/api/banks", null, ("api-version", "0.1"));
        await calls.SendAsync("getConsent", 404, "/api/consents/none");
        await calls.SendAsync("refreshConsent", 404, "/api/consents/none/refresh");
        await calls.SendAsync("createConsent", 400, "/api/consents", Calls.Json("""{"channelType":"fax"}"""));
        await calls.SendAsync("getAccounts", 403, "/api/accounts");
        var consent = ("Consent-ID", sandbox.AddConsent());
        await calls.SendAsync("getAccount", 404, "/api/accounts/none", null, consent);
        await calls.SendAsync("getBalances", 400, "/api/accounts/none/balances?type=none", null, consent);
        await calls.SendAsync("getTransactions", 400, "/api/accounts/none/transactions", null, consent);
        await calls.SendAsync("getTransaction", 404, "/api/accounts/none/transactions/none", null, consent);
        foreach (var (bank, status) in new[] { (SandboxBanks.AnswersTooManyRequests, 429), (SandboxBanks.AnswersServerError, 500) })
        {
            await calls.SendAsync("getAccounts", status, "/api/accounts", null, ("Consent-ID", sandbox.AddConsent(bank)));
        }
    }

    private static async Task ReadAccountsAsync(Calls calls, string consentId)
    {
        var consent = ("Consent-ID", consentId);
        var user = ("PSU-IP-Address", "203.0.113.7");
        var accounts = await calls.SendAsync("getAccounts", 200, "/api/accounts", null, consent);
        await calls.SendAsync("getAccounts", 200, "/api/accounts?withBalance=true", null, consent, user);
        foreach (var account in accounts!.Value.GetProperty("accounts").EnumerateArray())
        {
            var address = $"/api/accounts/{account.GetProperty("id").GetString()}";
            await calls.SendAsync("getAccount", 200, address, null, consent);
            await calls.SendAsync("getBalances", 200, $"{address}/balances", null, consent);
            await calls.SendAsync("getBalances", 200, $"{address}/balances?type=expected", null, consent);
            var page = await calls.SendAsync("getTransactions", 200, $"{address}/{Transactions}", null, consent);
            var ids = page!.Value.GetProperty("transactions").EnumerateObject()
                .SelectMany(list => list.Value.EnumerateArray())
                .Where(transaction => transaction.TryGetProperty("transactionId", out _));
            foreach (var transaction in ids.Take(3))
            {
                var id = transaction.GetProperty("transactionId").GetString();
                await calls.SendAsync("getTransaction", 200, $"{address}/transactions/{id}", null, consent);
            }
        }
    }

    private static string NextOf(JsonElement? page) =>
        new Uri(page!.Value.GetProperty("_links").GetProperty("next").GetProperty("href").GetString()!).PathAndQuery;
}
