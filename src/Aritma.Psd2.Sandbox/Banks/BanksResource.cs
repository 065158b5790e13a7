using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>The banks an end user can choose. Aritma documents the ids as GUIDs; the other fields are the sandbox's assumption.</summary>
internal sealed class BanksResource(SandboxState state)
{
    public void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/banks", GetBanks)
            .WithMetadata(new RequiredScopes(SandboxScopes.ChannelPsd2))
            .WithTags("Banks")
            .WithName("getBanks")
            .WithSummary("Lists the banks that an end user can choose.")
            .Produces<BankList>();

    private IResult GetBanks(string? countryCode)
    {
        if (countryCode is not null && (countryCode.Length != 2 || !countryCode.All(char.IsAsciiLetter)))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "countryCode is not an ISO 3166-1 alpha-2 code.");
        }

        var banks = state.Data.Banks
            .Where(bank => countryCode is null || bank.CountryCode.Equals(countryCode, StringComparison.OrdinalIgnoreCase))
            .Select(BankFields.Of);
        return Results.Json(new(banks), SandboxJson.Web.BankList);
    }
}
