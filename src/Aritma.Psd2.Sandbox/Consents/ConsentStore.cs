using System.Security.Cryptography;

namespace Aritma.Psd2.Sandbox;

/// <summary>The consents of all clients. A client sees its own only.</summary>
internal sealed class ConsentStore(TimeProvider timeProvider, ChangeSignal changes)
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, Consent> _consents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _consentIdsByShortId = new(StringComparer.Ordinal);

    public DateTimeOffset Now => timeProvider.GetUtcNow();

    /// <summary>Of all clients, in the order they were created. A snapshot.</summary>
    public IReadOnlyList<Consent> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _consents.Values];
            }
        }
    }

    public Consent Create(string clientId, Bank? bank, DateTimeOffset expiresAt, ConsentReturn whereTo)
    {
        lock (_lock)
        {
            return Keep(new(Guid.NewGuid().ToString(), clientId, bank, NewShortId(), ConsentStatus.Created, expiresAt, whereTo));
        }
    }

    /// <summary>One that its end user has approved elsewhere: it has no address.</summary>
    public Consent AddApproved(string clientId, Bank? bank, DateTimeOffset expiresAt)
    {
        lock (_lock)
        {
            return Keep(new(Guid.NewGuid().ToString(), clientId, bank, null, ConsentStatus.Authorized, expiresAt, new(null, null, null)));
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

    public Consent? Find(string clientId, string? id) => Find(id) is { } consent && consent.ClientId == clientId ? consent : null;

    /// <summary>Whichever client it belongs to.</summary>
    public Consent? Find(string? id)
    {
        lock (_lock)
        {
            return id is not null && _consents.TryGetValue(id, out var consent) ? consent : null;
        }
    }

    /// <summary>In the order they were created, so that a page stays where it is while others are added.</summary>
    public IReadOnlyList<Consent> Of(string clientId) => [.. All.Where(consent => consent.ClientId == clientId)];

    /// <summary>The end user comes to the address.</summary>
    /// <returns>Whether it was ever given out, and the consent if the user can decide there.</returns>
    public (bool IsKnown, Consent? Open) Visit(string shortId) =>
        Change(shortId, consent => consent.Status == ConsentStatus.Created ? consent with { Status = ConsentStatus.Started } : consent);

    /// <summary>The end user approves or declines, at the bank that was chosen, else at that of the consent.</summary>
    /// <returns>Whether the address was ever given out, and the consent if this call is the one that decides on it.</returns>
    public (bool IsKnown, Consent? Decided) Decide(string shortId, bool isApproved, Bank? chosen) => Change(shortId, consent =>
    {
        var bank = consent.Bank ?? chosen;
        var status = isApproved ? bank?.AfterApproval ?? ConsentStatus.Authorized : ConsentStatus.Failure;
        return consent with { ShortId = null, Bank = bank, Status = status };
    });

    /// <summary>Null: there is no such consent, of any client.</summary>
    public Consent? SetStatus(string id, ConsentStatus status)
    {
        lock (_lock)
        {
            return _consents.TryGetValue(id, out var consent) ? Keep(consent with { Status = status }) : null;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _consents.Clear();
            _consentIdsByShortId.Clear();
        }
    }

    private (bool IsKnown, Consent? Changed) Change(string shortId, Func<Consent, Consent> change)
    {
        lock (_lock)
        {
            if (!_consentIdsByShortId.TryGetValue(shortId, out var id))
            {
                return (false, null);
            }

            var consent = _consents[id];
            return (true, consent.IsOpenAt(Now, shortId) ? Keep(change(consent)) : null);
        }
    }

    private Consent Keep(Consent consent)
    {
        _consents[consent.Id] = consent;
        if (consent.ShortId is not null)
        {
            _consentIdsByShortId[consent.ShortId] = consent.Id;
        }

        changes.Raise();
        return consent;
    }

    private static string NewShortId() => RandomNumberGenerator.GetHexString(10, lowercase: true);
}
