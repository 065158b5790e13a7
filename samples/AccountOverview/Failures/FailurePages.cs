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
            // Failures of banks are logged where they are explained. A bug is logged here, with its exception.
            SuppressDiagnosticsCallback = failure => BankFailure.Of(failure.Exception) is not null,
            AllowStatusCode404Response = true,
        });
        app.UseStatusCodePagesWithReExecute("/failure", "?status={0}");
    }
}
