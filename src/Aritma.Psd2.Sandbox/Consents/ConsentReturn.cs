using Microsoft.AspNetCore.WebUtilities;

namespace Aritma.Psd2.Sandbox;

/// <summary>Where the end user goes after the decision, and the state that goes along.</summary>
internal sealed record ConsentReturn(Uri? Success, Uri? Error, string? State)
{
    /// <summary>Null: there is no such address, and the end user stays at a receipt.</summary>
    public string? AddressAfter(ConsentStatus decision) =>
        (decision == ConsentStatus.Failure ? Error : Success)?.AbsoluteUri is not { } address ? null
        : State is null ? address
        : QueryHelpers.AddQueryString(address, "state", State);
}
