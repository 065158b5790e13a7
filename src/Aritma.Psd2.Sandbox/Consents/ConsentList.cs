using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sandbox;

[AritmaSource(V4Pages.GetConsents, "consents", "_links")]
internal sealed record ConsentList(IEnumerable<ConsentFields> Consents, [property: JsonPropertyName("_links")] PageLinks? Links);

[AritmaSource(V4Pages.GetConsent, "consentId", "resourceId", "status", "additionalData")]
internal sealed record ConsentFields(string ConsentId, string ResourceId, string Status, ConsentAdditionalData AdditionalData)
{
    public static ConsentFields Of(Consent consent, DateTimeOffset now) =>
        new(consent.Id, consent.ResourceId, consent.StatusAt(now).ToString(), new(consent.Bank?.Id, consent.ExpiresAt.UtcDateTime));
}

[AritmaSource(V4Pages.GetConsent, "bankId", "expiresAtUtc")]
internal sealed record ConsentAdditionalData(Guid? BankId, DateTime ExpiresAtUtc);
