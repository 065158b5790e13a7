namespace Aritma.Psd2.Sandbox;

internal sealed record Bank(
    Guid Id, string Name, string Bic, string CountryCode, string BankCode, BankBehavior Behavior = BankBehavior.Ordinary)
{
    public bool IsOrdinary => Behavior == BankBehavior.Ordinary;

    /// <summary>The status that an end user's approval leads to at this bank.</summary>
    public ConsentStatus AfterApproval => Behavior switch
    {
        BankBehavior.Declines => ConsentStatus.Failure,
        BankBehavior.StaysPending => ConsentStatus.AwaitingApproval,
        _ => ConsentStatus.Authorized,
    };

    /// <summary>Whether the bank decides without asking the end user.</summary>
    public bool DecidesAlone => Behavior is BankBehavior.Approves or BankBehavior.Declines or BankBehavior.StaysPending;
}

/// <summary>What goes otherwise at one of <see cref="SandboxBanks"/>.</summary>
internal enum BankBehavior
{
    Ordinary,
    Approves,
    Declines,
    StaysPending,
    AnswersTooManyRequests,
    AnswersServerError,
    IsSlow,
    ChangesTransactionIds,
    BooksUnderNewIds,
    LeavesMembersOut,
    SendsUnknownValues,
}
