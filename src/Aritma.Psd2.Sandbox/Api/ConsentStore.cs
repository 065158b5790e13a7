using System.Security.Cryptography;

namespace Aritma.Psd2.Sandbox;

/// <summary>The consents of all clients. A client sees its own only.</summary>
internal sealed class ConsentStore(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, Consent> _consents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _consentIdsByShortId = new(StringComparer.Ordinal);

    public DateTimeOffset Now => timeProvider.GetUtcNow();

    public Consent Create(string clientId, Guid? bankId, DateTimeOffset expiresAt, ConsentReturn whereTo)
    {
        lock (_lock)
        {
            return Keep(new(Guid.NewGuid().ToString(), clientId, bankId, NewShortId(), ConsentStatus.Created, expiresAt, whereTo));
        }
    }

    /// <summary>Opens a new address for the consent, which is not usable until it is approved there.</summary>
    public Consent? Refresh(string clientId, string id, DateTimeOffset expiresAt, ConsentReturn whereTo)
    {
        lock (_lock)
        {
            return Find(clientId, id) is { } consent
                ? Keep(consent with { ShortId = NewShortId(), Status = ConsentStatus.Created, ExpiresAt = expiresAt, Return = whereTo })
                : null;
        }
    }

    public Consent? Find(string clientId, string? id)
    {
        lock (_lock)
        {
            return id is not null && _consents.TryGetValue(id, out var consent) && consent.ClientId == clientId ? consent : null;
        }
    }

    /// <summary>In the order they were created, so that a page stays where it is while others are added.</summary>
    public IReadOnlyList<Consent> Of(string clientId)
    {
        lock (_lock)
        {
            return [.. _consents.Values.Where(consent => consent.ClientId == clientId)];
        }
    }

    /// <summary>Whether the address was ever given out, and the consent if this call is the one that decides on it.</summary>
    public (bool IsKnown, Consent? Decided) Decide(string shortId, ConsentStatus decision)
    {
        lock (_lock)
        {
            if (!_consentIdsByShortId.TryGetValue(shortId, out var id))
            {
                return (false, null);
            }

            var consent = _consents[id];
            return (true, consent.IsOpenAt(Now, shortId) ? Keep(consent with { ShortId = null, Status = decision }) : null);
        }
    }

    /// <summary>Whether there is such a consent, of whichever client.</summary>
    public bool SetStatus(string id, ConsentStatus status)
    {
        lock (_lock)
        {
            var isKnown = _consents.TryGetValue(id, out var consent);
            if (isKnown)
            {
                Keep(consent! with { Status = status });
            }

            return isKnown;
        }
    }

    private Consent Keep(Consent consent)
    {
        _consents[consent.Id] = consent;
        if (consent.ShortId is not null)
        {
            _consentIdsByShortId[consent.ShortId] = consent.Id;
        }

        return consent;
    }

    private static string NewShortId() => RandomNumberGenerator.GetHexString(10, lowercase: true);
}
