using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.OpenApi.Tests.Answers;

/// <summary>What the control answers is what the document says.</summary>
public class SandboxAnswerTests
{
    [Fact]
    public async Task Each_operation_answers_what_its_schema_has()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        using var api = new Calls(sandbox, Documents.Psd2);
        await api.AuthorizeAsync();
        await api.SendAsync("getAccounts", 200, "/api/accounts", null, ("Consent-ID", sandbox.AddConsent()));
        await api.SendAsync("requestToken", 400, "/connect/token", Calls.Form([]));
        api.Forget();
        await api.SendAsync("getBanks", 401, "/api/banks");
        var (open, declined) = (await NewConsentAsync(), await NewConsentAsync());

        using var calls = new Calls(sandbox, Documents.Sandbox);
        await calls.SendAsync("getClock", 200, "/sandbox/clock");
        await calls.SendAsync("advanceClock", 200, "/sandbox/clock/advance", Calls.Json("""{"seconds":60}"""));
        await calls.SendAsync("advanceClock", 400, "/sandbox/clock/advance", Calls.Json("{}"));
        await calls.SendAsync("getTokenRequests", 200, "/sandbox/token-requests");
        await calls.SendAsync("getApiRequests", 200, "/sandbox/api-requests");
        await calls.SendAsync("addFault", 204, "/sandbox/faults/api", Calls.Json("""{"statusCode":503,"headers":{"x":"y"},"body":"{}"}"""));
        await calls.SendAsync("setFault", 204, "/sandbox/faults/token", Calls.Json("""{"drop":true,"times":0}"""));
        await calls.SendAsync("addFault", 400, "/sandbox/faults/api", Calls.Json("{}"));
        await calls.SendAsync("addFault", 404, "/sandbox/faults/none", Calls.Json("{}"));
        await calls.SendAsync("getFaults", 200, "/sandbox/faults");
        await calls.SendAsync("clearFaults", 204, "/sandbox/faults/api");
        await calls.SendAsync("clearFaults", 404, "/sandbox/faults/none");
        await calls.SendAsync("addConsent", 201, "/sandbox/consents", Calls.Json("{}"));
        await calls.SendAsync("addConsent", 201, "/sandbox/consents", Calls.Json($$"""{"bankId":"{{SandboxBanks.Approves}}"}"""));
        await calls.SendAsync("getAllConsents", 200, "/sandbox/consents");
        await calls.SendAsync("approveConsent", 200, $"/sandbox/consents/{open}/approve?bankId={SandboxBanks.Approves}");
        await calls.SendAsync("declineConsent", 200, $"/sandbox/consents/{declined}/decline");
        await calls.SendAsync("declineConsent", 400, $"/sandbox/consents/{declined}/decline");
        await calls.SendAsync("setConsentStatus", 200, $"/sandbox/consents/{open}/status", Calls.Json("""{"status":"revoked"}"""));
        var account = await calls.SendAsync("addAccount", 201, "/sandbox/accounts", Calls.Json("""{"name":"Konto","balance":10.50}"""));
        await calls.SendAsync("addAccount", 400, "/sandbox/accounts", Calls.Json("""{"currency":"kroner"}"""));
        var id = account!.Value.GetProperty("accountId").GetString();
        await calls.SendAsync("addTransaction", 201, $"/sandbox/accounts/{id}/transactions", Calls.Json("""{"amount":-129.50}"""));
        await calls.SendAsync("getAllAccounts", 200, "/sandbox/accounts");
        await calls.SendAsync("revokeTokens", 204, "/sandbox/tokens/revoke");
        await calls.SendAsync("reset", 204, "/sandbox/reset");
        await calls.SendAsync("reset", 403, "/sandbox/reset", null, ("Origin", "https://example.com"));

        Assert.Equal(
            Documents.Sandbox.Operations().Select(operation => operation.Operation.OperationId!).Order(StringComparer.Ordinal),
            calls.Called.Order(StringComparer.Ordinal));

        async Task<string> NewConsentAsync()
        {
            await api.AuthorizeAsync();
            var created = await api.SendAsync("createConsent", 201, "/api/consents");
            return created!.Value.GetProperty("consentId").GetString()!;
        }
    }
}
