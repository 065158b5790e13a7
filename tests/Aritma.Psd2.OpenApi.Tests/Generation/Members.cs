using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>
/// What the members of schemas mean. Values in answers stay open, for a bank may send others: they are in the description. Those of public
/// types are described by their XML documentation.
/// </summary>
internal static class Members
{
    private const string Status =
        "`Created`, `Started`, `AwaitingApproval`, `Authorized`, `Expired`, `Revoked`, `Failure` or `Unknown`. Compare without case: "
        + "Aritma's pages differ in it.";

    private const string BalanceType =
        "`closingBooked`, `openingBooked`, `expected`, `interimAvailable`, `interimBooked`, `forwardAvailable` or `nonInvoiced`.";

    private static readonly Value ConsentId = new("The id of the consent.");
    private static readonly Value BankId = new("The id of the bank; absent: it has none yet.") { Format = "uuid" };
    private static readonly Value Iban = new("The IBAN.") { Pattern = Value.Iban };
    private static readonly Value Bban = new("The national account number.");
    private static readonly Value Currency = new("The currency (ISO 4217).") { Pattern = Value.Currency };
    private static readonly Value State = new("The text that was sent, and that is added to the address to which the browser returns.");
    private static readonly Value Links = new("The neighbours of this page; absent: there are none.");
    private static readonly Value Scopes = new("The scopes, separated by spaces.");
    private static readonly Value Client = new("The id of the client.");

    private static readonly Dictionary<string, Value> All = new()
    {
        ["Account.balances"] = new("The balances, where they were asked for with `withBalance`."),
        ["Account.bban"] = Bban,
        ["Account.bic"] = new("The bank's BIC (ISO 9362)."),
        ["Account.currency"] = Currency,
        ["Account.displayName"] = new("The name to show."),
        ["Account.iban"] = Iban,
        ["Account.id"] = new("The id, for further calls."),
        ["Account.name"] = new("The name that the bank gives the account."),
        ["AccountAnswer.account"] = new("The account."),
        ["AccountList.accounts"] = new("The accounts that the consent covers."),
        ["AccountReference.bban"] = Bban,
        ["AccountReference.currency"] = Currency,
        ["AccountReference.iban"] = Iban,
        ["AddedTransaction.transactionId"] = new("The id of the transaction."),
        ["ApiRequest.clientId"] = new("The client of its token; absent: the sandbox didn't issue it."),
        ["ApiRequest.consentId"] = new("Its `Consent-ID`."),
        ["ApiRequest.method"] = new("The HTTP method."),
        ["ApiRequest.pathAndQuery"] = new("Path and query, percent-encoded."),
        ["ApiRequest.receivedAt"] = new("When it arrived, by the sandbox's clock."),
        ["ApiRequest.scope"] = new("The scopes of its token."),
        ["ApiRequest.status"] = new("The status answered; absent: it got no answer, or not yet."),
        ["Balance.balanceAmount"] = new("How much."),
        ["Balance.balanceType"] = new(BalanceType),
        ["Balance.lastChangeDate"] = new("The day on which it changed last."),
        ["Balance.referenceDate"] = new("The day that the balance is of."),
        ["BalanceAfter.balanceAmount"] = new("How much."),
        ["BalanceAfter.balanceType"] = new(BalanceType),
        ["BalanceList.account"] = new("The account."),
        ["BalanceList.balances"] = new("The balances."),
        ["Bank.bic"] = new("The BIC (ISO 9362)."),
        ["Bank.channels"] = new("The channels through which the bank is reached, such as `psd2`."),
        ["Bank.countryCode"] = new("The country (ISO 3166-1 alpha-2)."),
        ["Bank.id"] = new("The id, for `bankId` of a new consent."),
        ["Bank.name"] = new("The name to show."),
        ["BankList.banks"] = new("The banks."),
        ["Clock.aheadSeconds"] = new("How many seconds it was advanced."),
        ["Clock.now"] = new("The time."),
        ["ClockAdvance.seconds"] = new("How many seconds to go on: more than 0, and some ten years at most in all."),
        ["Consent.additionalData"] = new("Its bank and its end."),
        ["Consent.consentId"] = ConsentId,
        ["Consent.resourceId"] = new("The consent as a resource."),
        ["Consent.status"] = new(Status),
        ["ConsentAdditionalData.bankId"] = BankId,
        ["ConsentAdditionalData.expiresAtUtc"] = new("When the consent ends."),
        ["ConsentDecision.status"] = new("What became of the consent: the bank has the last word on an approval."),
        ["ConsentDecision.redirectUrl"] = new("Where the user is sent, `state` included; absent: the user sees a receipt, and stays there.")
        {
            Format = "uri",
        },
        ["ConsentList._links"] = Links,
        ["ConsentList.consents"] = new("The consents, in the order in which they were created."),
        ["ConsentRefresh.expires"] = new("When the consent is to end, at most three months ahead. Absent: in 90 days, which is inferred."),
        ["ConsentRefresh.redirectSettings"] = new("Where the user's browser goes afterwards."),
        ["ConsentRefresh.state"] = new("A text of your own, which comes back."),
        ["ConsentSession.consentId"] = new("The id of the consent. Keep it: all calls about accounts need it."),
        ["ConsentSession.redirectUrl"] = new(
            "Where the user decides, in a browser. It works once; `ui-culture` sets the language: nb or en.")
        {
            Format = "uri",
        },
        ["ConsentSession.resourceId"] = new("The consent as a resource."),
        ["ConsentSession.state"] = State,
        ["ConsentSession.status"] = new(Status),
        ["ConsentToAdd.bankId"] = new("The bank; absent: none, so that the consent covers all ordinary ones.") { Format = "uuid" },
        ["ConsentToAdd.clientId"] = new("The client; absent: the first one."),
        ["ControlledAccount.accountId"] = new("The id of the account."),
        ["ControlledAccount.bankId"] = new("The id of the bank."),
        ["ControlledAccount.currency"] = Currency,
        ["ControlledAccount.iban"] = Iban,
        ["ControlledAccount.name"] = new("The name to show."),
        ["ControlledConsent.bankId"] = BankId,
        ["ControlledConsent.clientId"] = Client,
        ["ControlledConsent.consentId"] = ConsentId,
        ["ControlledConsent.expiresAt"] = new("When the consent ends."),
        ["ControlledConsent.status"] = new(Status),
        ["Fault.body"] = new("The body in place of the usual one."),
        ["Fault.contentType"] = new("The `Content-Type`; absent: `application/json` where there is a body; empty: none."),
        ["Fault.cutBody"] = new("Whether the connection is cut in the middle of the body."),
        ["Fault.delaySeconds"] = new("How long the answer waits: a day at most."),
        ["Fault.drop"] = new("Whether the connection is cut before anything happens."),
        ["Fault.headers"] = new("Further headers of the answer."),
        ["Fault.loseAnswer"] = new("Whether the request is carried out, and the connection cut before its answer leaves."),
        ["Fault.retryAfter"] = new("The `Retry-After` header: seconds or an HTTP date."),
        ["Fault.statusCode"] = new("The status in place of the usual one: 200 to 599. Absent, with a body or content type: 200."),
        ["Fault.times"] = new("For how many requests; 0: for every one from now on."),
        ["FaultLists.api"] = new("Those of the API, in the order in which requests take them."),
        ["FaultLists.token"] = new("Those of the token endpoint, in the order in which requests take them."),
        ["Money.amount"] = new("A decimal number. Of a transaction: negative where money leaves the account, which is inferred.")
        {
            Pattern = Value.Decimal,
            Example = "-120.50",
        },
        ["Money.currency"] = new("The currency (ISO 4217). That balances name it is inferred.")
        {
            Pattern = Value.Currency,
            Example = "NOK",
        },
        ["NewConsent.bankId"] = new("The bank; absent: the user chooses one.") { Format = "uuid" },
        ["NewConsent.channelType"] = new("The channel.") { Values = ["unspecified", "psd2"] },
        ["NewConsent.expires"] = new("When the consent is to end, at most three months ahead. Absent: in 90 days, which is inferred."),
        ["NewConsent.redirectSettings"] = new("Where the user's browser goes afterwards."),
        ["NewConsent.state"] = new("A text of your own, which comes back."),
        ["PageLink.href"] = new("The address of the page.") { Format = "uri" },
        ["PageLink.verb"] = new("The HTTP method: `get`, `post`, `put` or `delete`."),
        ["PageLinks.next"] = new("The page after this one; absent: this is the last one."),
        ["PageLinks.previous"] = new("The page before this one; absent: this is the first one."),
        ["PartyAccount.iban"] = Iban,
        ["Problem.detail"] = new("What is wrong with this request."),
        ["Problem.instance"] = new("Names this occurrence. The sandbox doesn't send it."),
        ["Problem.status"] = new("The status of the answer."),
        ["Problem.title"] = new("The status in words."),
        ["Problem.type"] = new("Names the kind of problem."),
        ["RedirectSettings.error"] = new("The address after a failure. Absent: a receipt, which is inferred.") { Format = "uri" },
        ["RedirectSettings.success"] = new("The address after success; absent: a receipt.") { Format = "uri" },
        ["StatusToSet.status"] = new(
            "`created`, `started`, `awaitingApproval`, `authorized`, `expired`, `revoked`, `failure` or `unknown`, in any case."),
        ["TokenAnswer.access_token"] = new("The token: a JWT."),
        ["TokenAnswer.expires_in"] = new("For how many seconds it is valid."),
        ["TokenAnswer.scope"] = new("The granted scopes, separated by spaces."),
        ["TokenAnswer.token_type"] = new("The kind of token: `Bearer`."),
        ["TokenError.error"] = new(
            "`invalid_request`, `invalid_client`, `invalid_scope` or `unsupported_grant_type` (RFC 6749, section 5.2)."),
        ["TokenError.error_description"] = new("What is wrong with this request."),
        ["TokenRequest.client_id"] = new("The client's id, unless it is in the header."),
        ["TokenRequest.client_secret"] = new("The client's secret, unless it is in the header.") { Format = "password" },
        ["TokenRequest.error"] = new("The error of RFC 6749 that was answered."),
        ["TokenRequest.clientId"] = Client,
        ["TokenRequest.grant_type"] = new("The grant.") { Values = ["client_credentials"] },
        ["TokenRequest.grantedScope"] = new("The scopes that were granted; absent: no token was issued."),
        ["TokenRequest.receivedAt"] = new("When it arrived, by the sandbox's clock."),
        ["TokenRequest.scope"] = Scopes with { Example = "banking.channel.psd2 banking.ais.read" },
        ["TokenRequest.status"] = new("The status answered; absent: it got no answer, or not yet."),
        ["TokenRequest.tenant"] = new("The tenant of its path."),
        ["Transaction.accountId"] = new("The id of the account."),
        ["Transaction.balanceAfterTransaction"] = new("The balance of the account after it; absent as long as it isn't booked."),
        ["Transaction.bookingDate"] = new("The day of booking; absent as long as it isn't booked."),
        ["Transaction.creditorAccount"] = new("The account that receives the money."),
        ["Transaction.creditorName"] = new("Who receives the money."),
        ["Transaction.debtorAccount"] = new("The account that pays."),
        ["Transaction.debtorName"] = new("Who pays."),
        ["Transaction.entryReference"] = new("The number of the entry in the account."),
        ["Transaction.references"] = new("Numbers that the parties and their banks gave it."),
        ["Transaction.remittanceInformationUnstructured"] = new("What it is for, in words."),
        ["Transaction.transactionAmount"] = new("How much."),
        ["Transaction.transactionId"] = new("The id. Banks leave it out, use it twice, and change it when a transaction is booked."),
        ["Transaction.valueDate"] = new("The day from which it counts for interest."),
        ["TransactionAnswer.transactionDetails"] = new("The transaction."),
        ["TransactionLists.booked"] = new("Those that are booked, newest first; absent: they weren't asked for."),
        ["TransactionLists.information"] = new("Those that are only announced, such as a standing order; absent: they weren't asked for."),
        ["TransactionLists.pending"] = new("Those that are pending, newest first; absent: they weren't asked for."),
        ["TransactionPage._links"] = Links,
        ["TransactionPage.transactions"] = new("The transactions of this page."),
        ["TransactionReferences.accountServicerReference"] = new("The number that the account's bank gave it."),
        ["TransactionReferences.endToEndIds"] = new("Those that the payer gave it."),
    };

    /// <summary><c>Schema.member</c> of each.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>Null: its type is public.</summary>
    public static Value? Find(string schema, string member) => All.GetValueOrDefault($"{schema}.{member}");
}
