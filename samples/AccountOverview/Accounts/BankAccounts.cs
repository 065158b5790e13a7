using AccountOverview.Connections;
using AccountOverview.Failures;

namespace AccountOverview.Accounts;

/// <summary>What one bank shows: its accounts, or why there are none to be seen.</summary>
internal sealed record BankAccounts(Connection Connection, IReadOnlyList<AccountSummary> Accounts, BankFailure? Failure);
