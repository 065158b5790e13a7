using Aritma.Psd2.Client;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccountOverview.Pages.Connect;

/// <summary>Tells how the connection to a bank ended, or why there is none.</summary>
internal sealed class EndedModel : PageModel
{
    /// <summary>The outcome that isn't a consent's status.</summary>
    public const string Removed = "removed";

    public string Heading { get; private set; } = "";

    public string Text { get; private set; } = "";

    // The outcome comes from the address, and so chooses a text and is never shown.
    public void OnGet(string? outcome)
    {
        var status = new ConsentStatus(outcome ?? "");
        (Heading, Text) =
            outcome == Removed
                ? ("The bank is removed here",
                    "Nothing more is read from it. Your permission ends by itself; to withdraw it at once, do that at the bank.")
            : status == ConsentStatus.Failure
                ? ("The bank isn't connected",
                    "You declined, or something went wrong at the bank: we can't tell which. Nothing is read from it.")
            : status == ConsentStatus.AwaitingApproval
                ? ("Another person has to approve",
                    "The bank asks somebody else who may decide about these accounts. It can take days; then they appear by themselves.")
            : status == ConsentStatus.Created || status == ConsentStatus.Started
                ? ("Nothing has been decided yet",
                    "If you have approved, the accounts appear as soon as the bank says so. Else start again when you like.")
            : status == ConsentStatus.Expired || status == ConsentStatus.Revoked
                ? ("The permission has ended already", "Start again, and approve once more.")
            : ("The bank hasn't answered yet", "The accounts appear as soon as it is known whether the bank gives access.");
    }
}
