namespace AccountOverview.Connections;

/// <summary>
/// The connections of the user of this request. They lie in a cookie, so that this sample needs no users and no database: in yours they
/// are a table, by the user who is signed in.
/// </summary>
internal sealed class ConnectionStore(IHttpContextAccessor accessor, ProtectedCookies cookies)
{
    private const string Cookie = "connections";

    // Each request sends them all.
    private const int MaxConnections = 8;

    private static readonly TimeSpan Life = TimeSpan.FromDays(180);

    private HttpContext Context => accessor.HttpContext!;

    public IReadOnlyList<Connection> All => Stored.All;

    public bool IsFull => !HasRoomFor(bankId: null);

    private StoredConnections Stored => cookies.Read<StoredConnections>(Context, Cookie) ?? new(0, []);

    /// <summary>Whether a bank can be connected: one that is there already always can.</summary>
    public bool HasRoomFor(string? bankId)
    {
        var all = All;
        return all.Count < MaxConnections || (bankId is not null && all.Any(connection => connection.BankId == bankId));
    }

    public Connection? Find(int number) => All.FirstOrDefault(connection => connection.Number == number);

    public Connection? FindByConsent(string? consentId) => All.FirstOrDefault(connection => connection.ConsentId == consentId);

    /// <summary>Adds a connection.</summary>
    /// <param name="connection">The connection. Its number is given here, or is that of the one that it takes the place of.</param>
    /// <param name="replacesSameBank">Whether it takes the place of other consents of its bank too, and not of its own alone.</param>
    public void Save(Connection connection, bool replacesSameBank)
    {
        var (lastNumber, all) = Stored;
        var replaced = all
            .Where(other => other.ConsentId == connection.ConsentId
                || (replacesSameBank && connection.BankId is not null && other.BankId == connection.BankId))
            .ToList();
        connection = connection with { Number = replaced.FirstOrDefault()?.Number ?? ++lastNumber };
        IEnumerable<Connection> saved = [.. all.Except(replaced), connection];
        Write(new(lastNumber, [.. saved.OrderBy(other => other.Number).TakeLast(MaxConnections)]));
    }

    public void Remove(int number)
    {
        var stored = Stored;
        Write(stored with { All = [.. stored.All.Where(connection => connection.Number != number)] });
    }

    private void Write(StoredConnections connections) => cookies.Write(Context, Cookie, connections, Life);

    /// <param name="LastNumber">Numbers aren't used again: an old tab of one bank must not lead to another.</param>
    /// <param name="All">The connections.</param>
    private sealed record StoredConnections(int LastNumber, IReadOnlyList<Connection> All);
}
