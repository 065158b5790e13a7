using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>The accounts at all banks, to which the owner can add.</summary>
internal sealed class AccountControl(SandboxState state, SandboxControl control)
{
    public void Map(RouteGroupBuilder accounts)
    {
        accounts.WithTags("Accounts");
        accounts.MapGet("", () => Results.Json(
                state.Data.Accounts.Select(ControlledAccount.Of), SandboxJson.Web.IEnumerableControlledAccount))
            .WithName("getAllAccounts")
            .WithSummary("Lists the accounts at all banks.")
            .Produces<IEnumerable<ControlledAccount>>();
        accounts.MapPost("", (Delegate)AddAccountAsync)
            .WithName("addAccount")
            .WithSummary("Adds an account, which gets an id and account numbers of its own.")
            .Reads<SandboxAccount>()
            .Produces<ControlledAccount>(StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest);
        accounts.MapPost("/{id}/transactions", AddTransactionAsync)
            .WithName("addTransaction")
            .WithSummary("Adds a transaction to an account. Balances follow.")
            .Reads<SandboxTransaction>()
            .Produces<AddedTransaction>(StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest);
    }

    private Task<IResult> AddAccountAsync(HttpContext context) => ControlBody.AnswerAsync(
        context,
        SandboxJson.Web.SandboxAccount,
        """{"name":"Konto","currency":"NOK","balance":1000.00}""",
        body => Results.Json(
            ControlledAccount.Of(control.AddAccount(body)), SandboxJson.Web.ControlledAccount, statusCode: StatusCodes.Status201Created));

    private Task<IResult> AddTransactionAsync(HttpContext context, string id) => ControlBody.AnswerAsync(
        context,
        SandboxJson.Web.SandboxTransaction,
        """{"amount":-129.50,"status":"pending","text":"Kaffe"}""",
        body => Results.Json(
            new(control.AddTransaction(id, body).Id), SandboxJson.Web.AddedTransaction, statusCode: StatusCodes.Status201Created));
}
