using AccountOverview.Connections;
using AccountOverview.Failures;

namespace AccountOverview.Pages;

/// <param name="Failure">What happened.</param>
/// <param name="Connection">The connection that it happened to; null: to none, or to no certain one.</param>
/// <param name="Address">Where to try again; null where that is of no use.</param>
internal sealed record FailureView(BankFailure Failure, Connection? Connection, string? Address);
