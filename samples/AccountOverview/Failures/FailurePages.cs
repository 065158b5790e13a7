using Microsoft.AspNetCore.Diagnostics;

namespace AccountOverview.Failures;

internal static class FailurePages
{
    /// <summary>Whatever fails ends on the page Failure, in development too: what it says is what users will see.</summary>
    public static void UseFailurePages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/failure",
            // A failure that isn't ours has a line of the log, written where it is explained. A bug has its exception there.
            SuppressDiagnosticsCallback = failure => BankFailure.Of(failure.Exception) is not null,
            AllowStatusCode404Response = true,
        });
        app.UseStatusCodePagesWithReExecute("/failure", "?status={0}");
    }
}
