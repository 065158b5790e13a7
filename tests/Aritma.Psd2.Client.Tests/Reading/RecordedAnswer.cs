namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>
/// An answer of each operation with every member that is known of it, in the shapes that the sandbox plays and Aritma's events have; and
/// how it is read. No value is in a message of an error by chance: all are made up for this.
/// </summary>
internal sealed record RecordedAnswer(string Operation, string Json, Func<Api, Task<object>> Read)
{
    private static readonly DateTimeOffset From = TestTime.Start.AddDays(-30);

    /// <summary>Reads all pages, the first of which is the answer; null: the operation has one page.</summary>
    public Func<Api, IAsyncEnumerable<object>>? ReadAll { get; private init; }

    /// <summary>The last page, which lists nothing.</summary>
    public string LastPage { get; private init; } = "";

    public static IReadOnlyList<RecordedAnswer> All { get; } =
    [
        new("IBanksApi.GetBanksAsync", Banks, async api => await api.Banks.GetBanksAsync()),
        new("IConsentsApi.CreateConsentWithKeyAsync", Session, async api => await api.Consents.CreateConsentAsync(new NewConsent())),
        new("IConsentsApi.RefreshConsentAsync", Session, async api => await api.Consents.RefreshConsentAsync("c-1", new())),
        new("IConsentsApi.GetConsentsAsync", Consents, async api => await api.Consents.GetConsentsAsync())
        {
            ReadAll = api => api.Consents.GetAllConsentsAsync(),
            LastPage = """{"consents":[]}""",
        },
        new("IConsentsApi.GetConsentAsync", Consent, async api => await api.Consents.GetConsentAsync("c-1")),
        new("IAccountsApi.GetAccountsAsync", Accounts, async api => await api.Accounts.GetAccountsAsync("c-1", withBalance: true))
        {
            ReadAll = api => api.Accounts.GetAllAccountsAsync("c-1", withBalance: true),
            LastPage = """{"accounts":[]}""",
        },
        new("IAccountsApi.GetAccountAsync", $$"""{"account":{{Account}}}""", async api => await api.Accounts.GetAccountAsync("a-1", "c-1")),
        new("IAccountsApi.GetBalancesAsync", Balances, async api => await api.Accounts.GetBalancesAsync("a-1", "c-1")),
        new(
            "IAccountsApi.GetTransactionsAsync",
            Transactions,
            async api => await api.Accounts.GetTransactionsAsync("a-1", "c-1", From, null, BookingStatus.All))
        {
            ReadAll = api => api.Accounts.GetAllTransactionsAsync("a-1", "c-1", From, bookingStatus: BookingStatus.All),
            LastPage = """{"transactions":{}}""",
        },
        new(
            "IAccountsApi.GetTransactionAsync",
            $$"""{"transactionDetails":{{Transaction}}}""",
            async api => await api.Accounts.GetTransactionAsync("a-1", "t-1", "c-1")),
    ];

    public override string ToString() => Operation;

    private const string Banks = """
        {"banks":[
            {"id":"5d3a0b7e-6a52-4c52-9d3c-0b8f1f8f6a11","name":"Tyttebærsparebanken","bic":"TYTTNOKK","countryCode":"NO","channels":["psd2","openBanking"],
             "onboarding":{"links":[{"href":"https://onboarding.example/tyttebær","verb":"get"}],"required":false}},
            {"id":"0f2f8c1c-2d1b-4a7e-8a57-52a8f0a0c1d2","name":"Blåbärsbanken","bic":"BLABSESS","countryCode":"SE","channels":[]}]}
        """;

    private const string Session = """
        {"consentId":"cons-7f3b21","resourceId":"/consents/cons-7f3b21","redirectUrl":"https://banking.example/consent/c/s/Zq81?ui-culture=nb",
         "status":"Created","state":"st-49a7c0"}
        """;

    private const string Consent = """
        {"consentId":"cons-7f3b21","resourceId":"/consents/cons-7f3b21","status":"authorized",
         "additionalData":{"bankId":"5d3a0b7e-6a52-4c52-9d3c-0b8f1f8f6a11","expiresAtUtc":"2026-06-15T09:30:00.1234567Z","consentData":{"scopes":["aisp-7"],"count":3}}}
        """;

    private const string Consents = $$$$"""
        {"consents":[{{{{Consent}}}},{"consentId":"cons-000002","status":"awaitingApproval","additionalData":{"bankId":null,"expiresAtUtc":"2026-06-15T11:30:00+02:00"}}],
         "_links":{"next":{"href":"https://banking.example/api/consents?cursor=cur-8812","verb":"get"},"previous":null}}
        """;

    private const string Balance = """
        {"balanceAmount":{"currency":"NOK","amount":"10250.50"},"balanceType":"interimBooked","referenceDate":"2026-03-16","lastChangeDate":"2026-03-15"}
        """;

    private const string Account = $$$$"""
        {"id":"acc-1a2b3c4d","iban":"NO9386011117947","bban":"86011117947","bic":"TYTTNOKK","name":"Brukskonto Einar","displayName":"Felleskonto","currency":"NOK",
         "accountStatus":"Active-1","balances":[{{{{Balance}}}},{"balanceAmount":{"amount":"-0.10"},"balanceType":"expected-2"}]}
        """;

    private const string Accounts = $$$$"""
        {"accounts":[{{{{Account}}}},{"id":"acc-00000002","iban":null,"bban":"12345678903","currency":"SEK"}],
         "_links":{"next":{"href":"https://banking.example/api/accounts?cursor=cur-1%2B2","verb":"get"},"previous":{"href":"/accounts?cursor=cur-0","verb":"get"}}}
        """;

    private const string Balances = $$$$"""
        {"account":{"iban":"NO9386011117947","bban":"86011117947","currency":"NOK","other":{"identification":"othr-51","schemeName":"BBAN-X"}},
         "balances":[{{{{Balance}}}},{"balanceAmount":{"currency":"NOK","amount":"0.00"},"balanceType":"nonInvoiced"}],"_links":{}}
        """;

    private const string Transaction = $$$$"""
        {"transactionId":"txn-90210","accountId":"acc-1a2b3c4d","bookingStatus":"BOOK-7","bookingDate":"2026-03-12","valueDate":"2026-03-13","entryReference":"entr-77",
         "transactionAmount":{"currency":"NOK","amount":"-120.50"},
         "amountDetails":{"instructedAmount":{"amount":"11.40","currency":"EUR","sourceCurrency":"NOK","targetCurrency":"EUR","unitCurrency":"EUR","exchangeRate":10.5700},
                          "other":{"amount":"1"}},
         "references":{"endToEndIds":["E2E-txn-90210","E2E-2"],"instructionId":"inst-33","accountServicerReference":"ASR-33","mandateId":"mand-33","checkNumber":"chek-33"},
         "creditorName":"Kaffe og Kringle","creditorAccount":{"iban":"NO3015032080119","bban":"15032080119","currency":"NOK"},
         "debtorName":"Einar Prøve","debtorAccount":{"iban":"NO9386011117947","other":null},
         "remittanceInformationUnstructured":"Varekjøp 12.03 \"kl. 9\"","balanceAfterTransaction":{{{{Balance}}}},
         "bankTransactionCode":{"domain":"PMNT","family":{"code":"CCRD","sub":null}}}
        """;

    private const string Transactions = $$$$"""
        {"account":{"iban":"NO9386011117947"},
         "transactions":{
            "booked":[{{{{Transaction}}}},{"transactionId":"","transactionAmount":{"currency":"NOK","amount":"250000"}}],
            "pending":[{"transactionAmount":{"currency":"NOK","amount":"-9.90"},"valueDate":"2026-03-18","creditorName":"Tindebussen"}],
            "information":[{"transactionId":"txn-info","valueDate":"2026-04-01","transactionAmount":{"currency":"NOK","amount":"-6500.00"}}],
            "_links":{"account":{"href":"/accounts/acc-1a2b3c4d"}}},
         "_links":{"next":{"href":"https://banking.example/api/accounts/acc-1a2b3c4d/transactions?fromDate=2026-02-15T09:30:00Z&cursor=cur-44","verb":"get"}}}
        """;
}
