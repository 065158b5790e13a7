using AccountOverview.Access;
using AccountOverview.Hosting;
using Aritma.Psd2;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AccountOverview.Pages;

/// <summary>For operators: who asks for which scopes, and how the tokens are doing. Neither a token nor a secret is in it.</summary>
internal sealed class AccessModel(IPsd2Registrations registrations, ApiCalls calls, IOptions<AccountOverviewOptions> options) : PageModel
{
    public Psd2Registration Registration { get; private set; } = null!;

    public IReadOnlyList<FailedCall> Failures => calls.Failures;

    public IActionResult OnGet()
    {
        if (!options.Value.ShowAccess)
        {
            return NotFound();
        }

        Registration = registrations.GetAll().Single();
        return Page();
    }

    public long CallsOf(Psd2RegisteredClient client) => calls.CountOf(client.HttpClientName);

    public string NameOf(string httpClientName) =>
        Registration.Clients.FirstOrDefault(client => client.HttpClientName == httpClientName) is { Interface: { } name }
            ? name.Split('.')[^1]
            : httpClientName;
}
