using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sandbox;

/// <summary>A consent as the owner sees it.</summary>
internal sealed record ControlledConsent(string ConsentId, string ClientId, Guid? BankId, string Status, DateTimeOffset ExpiresAt)
{
    public static ControlledConsent Of(Consent consent, DateTimeOffset now) =>
        new(consent.Id, consent.ClientId, consent.Bank?.Id, consent.StatusAt(now).ToString(), consent.ExpiresAt);
}

/// <summary>A consent to be added as approved. Client: the first one; bank: none, so that it covers all ordinary ones.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ConsentToAdd(string? ClientId = null, string? BankId = null);

/// <summary>What became of the consent, and where the end user is sent, or null.</summary>
internal sealed record ConsentDecision(string Status, string? RedirectUrl)
{
    public static ConsentDecision Of(Consent decided) => new(decided.Status.ToString(), decided.Return.AddressAfter(decided.Status));
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StatusToSet([property: JsonRequired] string Status);
