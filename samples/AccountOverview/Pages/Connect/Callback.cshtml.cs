using AccountOverview.Connections;
using Aritma.Psd2.Client;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccountOverview.Pages.Connect;

/// <summary>
/// Where the browser comes back from the bank. It shows nothing, so that the browser's history has no state, unless reading the consent
/// fails: then the user may try again.
/// </summary>
internal sealed class CallbackModel(BankConnector connector) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? state, CancellationToken cancellationToken)
    {
        var status = await connector.CompleteAsync(state, cancellationToken);
        return status == ConsentStatus.Authorized
            ? RedirectToPage("/Index")
            : RedirectToPage("/Connect/Ended", new { outcome = status.Value });
    }
}
