using Aritma.Psd2.Sandbox.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The address that the end user is sent to, and that decides once. A browser gets a page there that asks; its form sends
/// <c>answer=approve</c> or <c>answer=decline</c>, and <c>bank</c>, the id of the chosen one. Aritma documents no status for a declined
/// consent: the sandbox assumes that of a failure.
/// </summary>
internal sealed class ConsentVisit(SandboxState state)
{
    private const string Folder = "/consent/c/s/";

    public static string PathOf(string shortId) => Folder + shortId;

    public static string AddressOf(Consent consent, HttpContext context) => context.SandboxRoot() + PathOf(consent.ShortId!);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Folder + "{shortId}", Show);
        app.MapPost(Folder + "{shortId}", DecideAsync);
    }

    private IResult Show(HttpContext context, string shortId) => state.Consents.Visit(shortId) switch
    {
        (_, { Bank.DecidesAlone: true }) => Decide(context, shortId, isApproved: true, chosen: null),
        (_, { } consent) => ConsentPages.Ask(consent, state.Data.Banks),
        var (isKnown, _) => Closed(isKnown),
    };

    private async Task<IResult> DecideAsync(HttpContext context, string shortId)
    {
        IReadOnlyList<KeyValuePair<string, string>> form = FormBody.Is(context.Request.ContentType)
            ? FormBody.Fields(await FormBody.ReadTextAsync(context).ConfigureAwait(false))
            : [];
        var answer = Values("answer");
        if (answer is not (["approve"] or ["decline"]))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "The form has no answer that is approve or decline.");
        }

        return Values("bank") switch
        {
            [] => Decide(context, shortId, answer is ["approve"], chosen: null),
            [var id] when state.Data.FindBank(id) is { } bank => Decide(context, shortId, answer is ["approve"], bank),
            _ => Problem.Of(StatusCodes.Status400BadRequest, "The form's bank is not the id of a bank."),
        };

        string[] Values(string name) => [.. form.Where(field => field.Key == name && field.Value.Length > 0).Select(field => field.Value)];
    }

    private IResult Decide(HttpContext context, string shortId, bool isApproved, Bank? chosen)
    {
        var (isKnown, decided) = state.Consents.Decide(shortId, isApproved, chosen);
        if (decided is null)
        {
            return Closed(isKnown);
        }

        if (decided.Return.AddressAfter(decided.Status) is not { } address)
        {
            return ConsentPages.Receipt(decided);
        }

        // Not 302: the answer to a form leads to a GET in any case.
        context.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static IResult Closed(bool isKnown) =>
        isKnown ? ConsentPages.Used : ConsentPages.Unknown;
}
