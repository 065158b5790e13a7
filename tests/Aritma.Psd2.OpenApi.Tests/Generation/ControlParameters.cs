using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>The parameters of the control.</summary>
internal static class ControlParameters
{
    public static Parameter ConsentId { get; } = new(ParameterLocation.Path, "id", new("The id of the consent, of whichever client."));

    public static Parameter AccountId { get; } = new(ParameterLocation.Path, "id", new("The id of the account."));

    public static IReadOnlyList<Parameter> Others { get; } =
    [
        new(
            ParameterLocation.Path,
            "endpoint",
            new("Whose faults: those of the token endpoint, or of the API.") { Values = ["token", "api"] }),
        new(
            ParameterLocation.Query,
            "bankId",
            new("The bank that the user chooses, where the consent has none yet; absent: none, so that it covers all ordinary ones.")
            {
                Format = "uuid",
            }),
    ];
}
