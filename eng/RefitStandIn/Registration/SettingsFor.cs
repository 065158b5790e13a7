namespace Refit;

/// <summary>One per client interface (and key), so that of two registrations the last one's settings hold for both.</summary>
internal sealed record SettingsFor<T>(RefitSettings? Settings)
    where T : class;
