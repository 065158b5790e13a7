using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>The parameters of the API. The sandbox reads most of them by hand, and some not at all.</summary>
internal static class Parameters
{
    public static Parameter Tenant { get; } = Path("tenant", new("The tenant, which is the `tid` of the token."));

    public static Parameter AccountPath { get; } = Path("id", new("The `id` of the account."));

    public static Parameter ParentAccountPath { get; } = Path("accountId", new("The `id` of the account."));

    public static Parameter TransactionPath { get; } = Path("id", new("The `transactionId` of the transaction."));

    public static Parameter ConsentPath { get; } = Path("id", new("The `consentId` of the consent."));

    public static Parameter CountryCode { get; } = Query(
        "countryCode", new("Banks of one country (ISO 3166-1 alpha-2).") { Pattern = "^[A-Za-z]{2}$", Example = "NO" });

    public static Parameter Channels { get; } = Query(
        "channels", new("Banks of certain channels. The sandbox has `psd2` only, and ignores it.") { Example = "psd2" });

    public static Parameter IncludeAdditionalInformation { get; } = Query(
        "includeAdditionalInformation",
        new("Whether to add what else is known of each bank. The sandbox ignores it.") { Type = JsonSchemaType.Boolean });

    public static Parameter WithBalance { get; } = Query(
        "withBalance", new("Whether to add the balances of each account.") { Type = JsonSchemaType.Boolean });

    public static Parameter IbanQuery { get; } = Query("iban", new("The account with this IBAN."));

    public static Parameter BbanQuery { get; } = Query("bban", new("The account with this national number."));

    public static Parameter Search { get; } = Query(
        "search", new("Accounts that match a text. The sandbox looks at names and numbers."));

    public static Parameter BalanceType { get; } = Query("type", new("Balances of one type; absent: all.")
    {
        Values = ["closingBooked", "openingBooked", "expected", "interimAvailable", "interimBooked", "forwardAvailable", "nonInvoiced"],
    });

    public static Parameter BalancesFrom { get; } = Query(
        "dateFrom", new("The first moment of interest, inclusive. The sandbox ignores it.") { Format = "date-time" });

    public static Parameter DateFrom { get; } = Query(
        "dateFrom", new("The first moment, inclusive. The sandbox goes by its day, and takes a date as well.") { Format = "date-time" })
        with
    { IsRequired = true };

    public static Parameter DateTo { get; } = Query(
        "dateTo",
        new("The last moment, inclusive; absent: all that follow. The sandbox goes by its day, and takes a date as well.")
        {
            Format = "date-time",
        });

    public static Parameter BookingStatusQuery { get; } = Query(
        "bookingStatus",
        new("Which transactions: `both` are those that are booked and those that are pending.")
        {
            Values = ["booked", "pending", "both", "information", "all"],
        })
        with
    { IsRequired = true };

    public static Parameter Cursor { get; } = Query(
        "cursor", new("Where the page begins: the `cursor` of the address in `_links.next` of the page before; absent: the first page."));

    /// <summary>Where a list has no pages in the sandbox.</summary>
    public static Parameter IgnoredCursor { get; } = Query(
        "cursor", new("Where the page begins; absent: the first page. The sandbox has one page here, and ignores it."));

    public static Parameter ConsentId { get; } = Header(
        "Consent-ID", new("The `consentId` of an authorized consent. The sandbox answers 403 without one.")) with
    { IsRequired = true };

    public static Parameter PsuIpAddress { get; } = Header(
        "PSU-IP-Address",
        new("The user's IP address, if the user has just asked for this. Without it calls are limited; the limit is the sandbox's own.")
        {
            Example = "203.0.113.7",
        });

    public static Parameter IdempotencyKey { get; } = Header(
        "Idempotency-Key",
        new("Names the attempt: with the same key the first answer comes again, a refusal too, as long as the sandbox runs.")
        {
            Format = "uuid",
        });

    public static Parameter ApiVersion { get; } = Header(
        "api-version", new("The version of the API; absent: the newest one.") { Values = ["1.0"] });

    private static Parameter Path(string name, Value value) => new(ParameterLocation.Path, name, value);

    private static Parameter Query(string name, Value value) => new(ParameterLocation.Query, name, value);

    private static Parameter Header(string name, Value value) => new(ParameterLocation.Header, name, value);
}
