using Aritma.Psd2.Client;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccountOverview.Pages.Connect;

/// <summary>Tells of a consent that the user comes back from, and that can't be used.</summary>
internal sealed class EndedModel : PageModel
{
    public string Heading { get; private set; } = "";

    public string Text { get; private set; } = "";

    // The status comes from the address, and so chooses a text and is never shown.
    public void OnGet(string? status)
    {
        var consent = new ConsentStatus(status ?? "");
        (Heading, Text) =
            consent == ConsentStatus.Failure
                ? ("The bank isn't connected",
                    "You declined, or something went wrong at the bank: it doesn't say which. Nothing is read from it.")
            : consent == ConsentStatus.AwaitingApproval
                ? ("Another person has to approve",
                    "The bank asks somebody else who may decide about these accounts. It can take days; then they appear by themselves.")
            : consent == ConsentStatus.Created || consent == ConsentStatus.Started
                ? ("Nothing has been decided yet", "You came back before the end. Start again when you like.")
            : consent == ConsentStatus.Expired || consent == ConsentStatus.Revoked
                ? ("The permission has ended already", "Start again, and approve once more.")
            : ("The bank isn't connected", "It isn't known whether the bank gives access. Try again in a while.");
    }
}
