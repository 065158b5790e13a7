namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The ids of the sandbox's banks at which something else happens than usual, to be named as <c>bankId</c> of a consent or chosen on its
/// page. They are the same in each sandbox. Each bank has one account.
/// </summary>
/// <remarks>
/// Aritma has no such banks. At the first three the consent's address asks nothing where the consent was created for the bank: who opens it
/// is led on at once.
/// </remarks>
public static class SandboxBanks
{
    /// <summary>Approves without asking the end user; one who declines on the page of the consent has declined here too.</summary>
    public const string Approves = "a5a11b0c-0000-4000-8000-000000000001";

    /// <summary>Declines, also what the end user has approved on the page of the consent.</summary>
    public const string Declines = "a5a11b0c-0000-4000-8000-000000000002";

    /// <summary>Leaves what the end user has approved awaiting the approval of another person, until the consent's end.</summary>
    public const string StaysPending = "a5a11b0c-0000-4000-8000-000000000003";

    /// <summary>Answers 429 to each account call, with <c>Retry-After: 60</c>.</summary>
    public const string AnswersTooManyRequests = "a5a11b0c-0000-4000-8000-000000000004";

    /// <summary>Answers 500 to each account call.</summary>
    public const string AnswersServerError = "a5a11b0c-0000-4000-8000-000000000005";

    /// <summary>Answers each account call after five seconds of <see cref="Psd2SandboxOptions.TimeProvider"/>.</summary>
    public const string IsSlow = "a5a11b0c-0000-4000-8000-000000000006";

    /// <summary>
    /// Gives a transaction a new id with each hour that passes since the start of the sandbox, or since the transaction was added. All else
    /// stays as it is, its references included.
    /// </summary>
    public const string ChangesTransactionIds = "a5a11b0c-0000-4000-8000-000000000007";

    /// <summary>Books what is pending after an hour, under a new id and with the references that it had.</summary>
    public const string BooksUnderNewIds = "a5a11b0c-0000-4000-8000-000000000008";

    /// <summary>
    /// Leaves out of accounts, balances and transactions what a bank may leave out: names and numbers of accounts, dates, parties and
    /// texts, and the id of each second transaction.
    /// </summary>
    public const string LeavesMembersOut = "a5a11b0c-0000-4000-8000-000000000009";

    /// <summary>Sends what no documentation names: members, a type of balance, a list of transactions, a verb of a link.</summary>
    public const string SendsUnknownValues = "a5a11b0c-0000-4000-8000-00000000000a";

    /// <summary>Whether a bank is one of these; ordinary banks, and any other id, are not.</summary>
    /// <param name="bankId">The id of a bank; null: none.</param>
    public static bool Contains(string? bankId) => Guid.TryParse(bankId, out var id) && All.Any(bank => bank.Id == id);

    internal static IReadOnlyList<Bank> All { get; } =
    [
        Of(Approves, "Bank that approves", "APRV", BankBehavior.Approves),
        Of(Declines, "Bank that declines", "DCLN", BankBehavior.Declines),
        Of(StaysPending, "Bank that stays pending", "PNDG", BankBehavior.StaysPending),
        Of(AnswersTooManyRequests, "Bank that answers 429", "TMNY", BankBehavior.AnswersTooManyRequests),
        Of(AnswersServerError, "Bank that answers 500", "SRVE", BankBehavior.AnswersServerError),
        Of(IsSlow, "Bank that is slow", "SLOW", BankBehavior.IsSlow),
        Of(ChangesTransactionIds, "Bank that changes transaction ids every hour", "CHID", BankBehavior.ChangesTransactionIds),
        Of(BooksUnderNewIds, "Bank that books under new ids", "NWID", BankBehavior.BooksUnderNewIds),
        Of(LeavesMembersOut, "Bank that leaves members out", "LVOT", BankBehavior.LeavesMembersOut),
        Of(SendsUnknownValues, "Bank that sends unknown values", "UNKN", BankBehavior.SendsUnknownValues),
    ];

    private static Bank Of(string id, string name, string bic, BankBehavior behavior) =>
        new(Guid.Parse(id), name, $"{bic}NO20", "NO", "9999", behavior);
}
