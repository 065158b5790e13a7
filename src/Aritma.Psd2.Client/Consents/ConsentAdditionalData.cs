using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// More about a consent. Source: Get consent (V4). Its member <c>consentData</c>, whose shape isn't documented, is among
/// <see cref="Psd2Model.UnknownMembers"/>.
/// </summary>
public sealed record ConsentAdditionalData : Psd2Model
{
    /// <summary>The bank; null where the end user hasn't chosen one.</summary>
    public string? BankId { get; init; }

    /// <summary>When the consent ends.</summary>
    [JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? ExpiresAtUtc { get; init; }
}
