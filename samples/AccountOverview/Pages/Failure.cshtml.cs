using System.Globalization;
using AccountOverview.Connections;
using AccountOverview.Failures;
using Aritma.Psd2.Client;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccountOverview.Pages;

/// <summary>The page of whatever fails, at the address that failed.</summary>
[IgnoreAntiforgeryToken]   // a form that fails ends here with its own method
internal sealed class FailureModel(FailureExplanation failures, ConnectionStore connections, IHostEnvironment environment) : PageModel
{
    public FailureView View { get; private set; } = null!;

    /// <summary>What a developer sees of it; null in production.</summary>
    public string? ForDevelopers => environment.IsDevelopment() ? View.Failure.ForDevelopers : null;

    public Task OnGetAsync(int? status, CancellationToken cancellationToken) => ShowAsync(status, cancellationToken);

    public Task OnPostAsync(int? status, CancellationToken cancellationToken) => ShowAsync(status, cancellationToken);

    private async Task ShowAsync(int? status, CancellationToken cancellationToken)
    {
        var feature = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        var connection = connections.FindByConsent((feature?.Error as Psd2ApiException)?.ConsentId);
        var failure = feature is null
            ? OfStatus(status)
            : await failures.ExplainAsync(feature.Error, connection, cancellationToken) ?? Bug;
        Response.StatusCode = failure.Status;
        if (failure.RetryAfter is { } wait)
        {
            Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        // A form is tried again on its page, and not sent again.
        var query = HttpMethods.IsGet(Request.Method) ? Request.QueryString : QueryString.Empty;
        View = new(failure, connection, feature is null ? null : new PathString(feature.Path).ToUriComponent() + query);
    }

    private static BankFailure Bug => new(
        500, "Something went wrong here", "That is our fault, not yours and not the bank's. The error has been recorded.", Remedy.GoBack);

    private static BankFailure OfStatus(int? status) => status switch
    {
        400 => new(400, "That form is out of date", "Go back, load the page again, and repeat what you did.", Remedy.GoBack),
        _ => new(404, "There is no such page", "It has moved, or the bank that it belongs to isn't connected any more.", Remedy.GoBack),
    };
}
