namespace Aritma.Psd2.Sandbox;

/// <summary>The pages that document the PSD2 API and its tokens, as <see cref="AritmaSourceAttribute"/> names them.</summary>
internal static class Psd2Pages
{
    public const string Quickstart = Site + "/apis/banking/quickstart/account-information";
    public const string Consent = Site + "/apis/banking/about/consent/";
    public const string GetTransactions = Site + "/openapi/banking.temp/operation/GetTransactions/";
    public const string Authentication = Site + "/apis/banking/v4/development/authentication";
    public const string ClientCredentials = Site + "/apis/platform/ids/grants/client_credentials";
    public const string Tenants = Site + "/apis/platform/ids/tenants";

    private const string Site = "https://developer.aritma.com";
}

/// <summary>
/// The pages of the later Banking API (V4) and of its events, whose payloads are said to mirror the answers. That the PSD2 API has what
/// they document is inferred, and so each says it.
/// </summary>
internal static class V4Pages
{
    public const string Overview = Reference;
    public const string Onboarding = Inferred + "/guides/onboarding";
    public const string CreateConsent = Reference + "/consents/createconsent.md";
    public const string GetConsents = Reference + "/consents/getconsents.md";
    public const string GetConsent = Reference + "/consents/getconsent.md";
    public const string RefreshConsent = Reference + "/consents/refreshconsent.md";
    public const string GetAccounts = Reference + "/accounts/getaccounts.md";
    public const string GetAccount = Reference + "/accounts/getaccount";
    public const string GetBalances = Reference + "/accounts/getaccountbalances.md";
    public const string GetTransaction = Reference + "/accounts/gettransactiondetails.md";
    public const string InitiatePayment = Reference + "/payments/initiatepayment.md";
    public const string AccountEvent = Events + "/account-events/banking.account.created";
    public const string BalanceEvent = Events + "/account-events/banking.account.balance.updated.md";
    public const string TransactionEvent = Events + "/account-events/banking.account.transaction.received.md";

    private const string Inferred = "inferred from https://developer.aritma.com/apis/banking/v4";
    private const string Reference = Inferred + "/openapi/banking-openapi";
    private const string Events = Inferred + "/openapi/banking-events-openapi";
}
