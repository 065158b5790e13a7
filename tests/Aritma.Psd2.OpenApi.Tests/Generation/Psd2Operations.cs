using System.Text.Json.Nodes;
using Aritma.Psd2.Sandbox;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using static Aritma.Psd2.OpenApi.Tests.Generation.Parameters;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>The operations of the API and of the token endpoint: their parameters, and where each item comes from.</summary>
internal static class Psd2Operations
{
    private static readonly Psd2Operation[] All =
    [
        new("requestToken", Psd2Pages.Authentication) { Sources = [new(Psd2Pages.Authentication, "200")] },
        new("requestTokenOfTenant", Psd2Pages.Tenants, Tenant) { Sources = [new(Psd2Pages.Tenants, "tenant")] },
        new("getBanks", V4Pages.Onboarding, CountryCode, Channels, IncludeAdditionalInformation, ApiVersion)
        {
            Sources = [new(V4Pages.Onboarding, "countryCode", "channels", "includeAdditionalInformation", "api-version", "200")],
        },
        new("createConsent", Psd2Pages.Quickstart, IdempotencyKey, ApiVersion)
        {
            Example = """{"channelType":"psd2","state":"a-random-text","redirectSettings":{"success":"https://app.example/back"}}""",
            Sources =
            [
                new(V4Pages.CreateConsent, "api-version", "201"),
                new(V4Pages.Overview, "Idempotency-Key", "200"),
            ],
        },
        new("getConsents", V4Pages.GetConsents, Cursor, ApiVersion)
        {
            Sources = [new(V4Pages.GetConsents, "cursor", "api-version", "200", "401", "403")],
        },
        new("getConsent", V4Pages.GetConsent, ConsentPath, ApiVersion)
        {
            Sources = [new(V4Pages.GetConsent, "id", "api-version", "200", "401", "403", "404")],
        },
        new("refreshConsent", V4Pages.RefreshConsent, ConsentPath, ApiVersion)
        {
            Example = """{"state":"another-text","redirectSettings":{"success":"https://app.example/back"}}""",
            Sources =
            [
                new(V4Pages.RefreshConsent, "id", "201", "401", "403"),
                new(V4Pages.Overview, "api-version"),
            ],
        },
        new(
            "getAccounts",
            V4Pages.GetAccounts,
            WithBalance,
            IbanQuery,
            BbanQuery,
            Search,
            IgnoredCursor,
            ConsentId,
            PsuIpAddress,
            ApiVersion)
        {
            Sources =
            [
                new(
                    V4Pages.GetAccounts,
                    "withBalance",
                    "iban",
                    "bban",
                    "search",
                    "cursor",
                    "Consent-ID",
                    "PSU-IP-Address",
                    "api-version",
                    "200"),
            ],
        },
        new("getAccount", V4Pages.GetAccount, AccountPath, ConsentId, PsuIpAddress, ApiVersion)
        {
            Sources = [new(V4Pages.GetAccount, "id", "Consent-ID", "PSU-IP-Address", "api-version", "200")],
        },
        new("getBalances", V4Pages.GetBalances, AccountPath, BalancesFrom, BalanceType, IgnoredCursor, ConsentId, PsuIpAddress, ApiVersion)
        {
            Sources =
            [
                new(V4Pages.GetBalances, "id", "dateFrom", "type", "cursor", "Consent-ID", "PSU-IP-Address", "api-version", "200"),
            ],
        },
        new(
            "getTransactions",
            Psd2Pages.GetTransactions,
            AccountPath,
            DateFrom,
            DateTo,
            BookingStatusQuery,
            Cursor,
            ConsentId,
            PsuIpAddress,
            ApiVersion)
        {
            Sources =
            [
                new(
                    Psd2Pages.GetTransactions,
                    "id",
                    "dateFrom",
                    "dateTo",
                    "bookingStatus",
                    "cursor",
                    "Consent-ID",
                    "PSU-IP-Address",
                    "200",
                    "401",
                    "403",
                    "404"),
                new(V4Pages.Overview, "api-version"),
            ],
        },
        new("getTransaction", V4Pages.GetTransaction, ParentAccountPath, TransactionPath, ConsentId, PsuIpAddress, ApiVersion)
        {
            Sources = [new(V4Pages.GetTransaction, "accountId", "id", "Consent-ID", "PSU-IP-Address", "api-version", "200")],
        },
    ];

    public static Task Describe(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var description = All.Single(candidate => candidate.Id == operation.OperationId);
        var endpoint = context.Description.ActionDescriptor.EndpointMetadata;
        CheckParameters(operation, description);
        operation.Parameters = [.. description.Parameters.Select(parameter => parameter.ToOpenApi())];
        operation.SortResponses();
        ResponseHeaders.Describe(operation.Responses!, endpoint, context.Document!);
        operation.Security = SecuritySchemes.Of(endpoint, context.Document!);
        if (description.Example is not null)
        {
            operation.RequestBody!.Content!.Single().Value.Example = JsonNode.Parse(description.Example);
        }

        new Sources(description.Sources).MarkAll(operation, description.Page);
        return Task.CompletedTask;
    }

    private static void CheckParameters(OpenApiOperation operation, Psd2Operation description)
    {
        var unknown = (operation.Parameters ?? [])
            .Select(found => (found.In, found.Name))
            .Except(description.Parameters.Select(parameter => ((ParameterLocation?)parameter.In, (string?)parameter.Name)))
            .ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidOperationException($"{description.Id} has no {string.Join(", ", unknown)} in {nameof(Psd2Operations)}.");
        }
    }
}
