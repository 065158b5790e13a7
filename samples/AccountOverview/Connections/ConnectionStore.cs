namespace AccountOverview.Connections;

/// <summary>
/// The connections of the user of this request. They lie in a cookie, so that this sample needs no users and no database: in yours they
/// are a table, by the user who is signed in.
/// </summary>
internal sealed class ConnectionStore(IHttpContextAccessor accessor, ProtectedCookies cookies)
{
    private const string Cookie = "connections";

    // A browser keeps 4096 bytes of a cookie.
    private const int Most = 8;

    private static readonly TimeSpan Life = TimeSpan.FromDays(180);

    private HttpContext Context => accessor.HttpContext!;

    public IReadOnlyList<Connection> All => cookies.Read<List<Connection>>(Context, Cookie) ?? [];

    public bool IsFull => All.Count >= Most;

    /// <summary>Whether a bank can be connected: one that is there already always can.</summary>
    public bool HasRoomFor(string? bankId) => !IsFull || (bankId is not null && All.Any(connection => connection.BankId == bankId));

    public Connection? Find(int number) => All.FirstOrDefault(connection => connection.Number == number);

    public Connection? FindByConsent(string? consentId) => All.FirstOrDefault(connection => connection.ConsentId == consentId);

    /// <summary>Adds a connection, in place of one to the same bank.</summary>
    public void Save(string consentId, string? bankId, string? bankName, DateTimeOffset? expiresAt)
    {
        var others = All;
        var same = others.FirstOrDefault(other => other.ConsentId == consentId || (bankId is not null && other.BankId == bankId));
        var number = same?.Number ?? others.Select(other => other.Number).Append(0).Max() + 1;
        var saved = new Connection(number, consentId, bankId, bankName, expiresAt);
        Write([.. others.Where(other => other != same), saved]);
    }

    public void Remove(int number) => Write([.. All.Where(connection => connection.Number != number)]);

    private void Write(IEnumerable<Connection> connections) =>
        cookies.Write(Context, Cookie, connections.OrderBy(connection => connection.Number).TakeLast(Most), Life);
}
