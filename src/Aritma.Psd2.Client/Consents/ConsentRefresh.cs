using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>How a consent is to be refreshed. All members are optional. Source: Refresh consent (V4).</summary>
public sealed record ConsentRefresh
{
    /// <summary>When the consent is to end; null: as late as possible.</summary>
    [JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Where the end user's browser goes afterwards; null: to pages of Aritma's.</summary>
    public RedirectSettings? RedirectSettings { get; init; }

    /// <summary>Text that comes back, as <see cref="NewConsent.State"/> does (V4; inferred for the PSD2 API).</summary>
    public string? State { get; init; }

    /// <summary>The name alone: the state is for one browser's eyes.</summary>
    public override string ToString() => nameof(ConsentRefresh);
}
