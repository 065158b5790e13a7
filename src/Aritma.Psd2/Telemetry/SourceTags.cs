using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Telemetry;

/// <summary>What tells one token source in metrics and spans. Made once, because each call counts.</summary>
internal sealed class SourceTags
{
    public SourceTags(string? registration, ScopeSet scopes)
    {
        Name = registration is null ? scopes.Parameter : $"{scopes.Parameter}@{registration}";
        var scopesTag = new KeyValuePair<string, object?>("aritma.psd2.scopes", scopes.Key);
        All = registration is null ? [scopesTag] : [scopesTag, new("aritma.psd2.registration", registration)];
        Hit = [.. All, new("aritma.psd2.token.cache.result", "hit")];
        Miss = [.. All, new("aritma.psd2.token.cache.result", "miss")];
    }

    /// <summary>The source as logs and health checks name it: <c>scopes</c>, or <c>scopes@registration</c>.</summary>
    public string Name { get; }

    public KeyValuePair<string, object?>[] All { get; }

    public KeyValuePair<string, object?>[] Hit { get; }

    public KeyValuePair<string, object?>[] Miss { get; }
}
