namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>The pages of a visit, as the report names them, in the order in which a user comes to them.</summary>
internal static class Pages
{
    public const string Welcome = "start page, nothing connected";
    public const string Banks = "banks";
    public const string Consent = "new consent";
    public const string Callback = "back from the bank";
    public const string Accounts = "accounts";
    public const string Account = "account, 90 days";
    public const string Search = "search, 180 days";
    public const string SecondPage = "page 2, 180 days";
    public const string File = "CSV, 180 days";

    public static IReadOnlyList<string> All { get; } = [Welcome, Banks, Consent, Callback, Accounts, Account, Search, SecondPage, File];
}
