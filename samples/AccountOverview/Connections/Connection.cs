namespace AccountOverview.Connections;

/// <summary>A bank that this user has connected, by one consent.</summary>
/// <param name="Number">Names the connection in this user's addresses; 0 until it is saved.</param>
/// <param name="ConsentId">The consent. It never leaves the server but in an encrypted cookie.</param>
/// <param name="BankId">The bank; null where the API doesn't tell.</param>
/// <param name="BankName">Its name; null where the API doesn't tell.</param>
/// <param name="ExpiresAt">When the consent ends; null where the API doesn't tell.</param>
internal sealed record Connection(int Number, string ConsentId, string? BankId, string? BankName, DateTimeOffset? ExpiresAt)
{
    public string DisplayName => BankName ?? "Your bank";
}
