using Aritma.Psd2.Sharing;
using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Tests.Sharing;

public class SharedTokenKeyTests
{
    [Fact]
    public void Every_part_of_the_key_keeps_tokens_apart()
    {
        SharedTokenKey[] keys =
        [
            Key(),
            Key(registration: "tenant-a"),
            Key(registration: "tenant-b"),
            Key(endpoint: "https://id.dev.aritma.io/connect/token"),
            Key(endpoint: "https://id.aritma.io/tenant-a/connect/token"),
            Key(clientId: "crm"),
            Key(scopes: ["a"]),
            Key(scopes: ["a", "b", "c"]),
        ];

        Assert.Equal(keys.Length, keys.Select(key => key.Entry).Distinct().Count());
    }

    [Fact]
    public void No_part_runs_into_the_next_one() =>
        Assert.NotEqual(Key(clientId: "erp a", scopes: ["b"]).Entry, Key(clientId: "erp", scopes: ["a", "b"]).Entry);

    [Fact]
    public void Scopes_in_another_order_are_the_same_entry() =>
        Assert.Equal(Key(scopes: ["a", "b"]).Entry, Key(scopes: ["b", "a"]).Entry);

    [Fact]
    public void It_names_the_format_and_shows_nothing_of_the_client() =>
        Assert.Matches("^Aritma\\.Psd2:v1:[0-9a-f]{64}$", Key().Entry);

    // Instances of two versions find each other's tokens while it does.
    [Fact]
    public void It_stays_what_it_was() =>
        Assert.Equal("Aritma.Psd2:v1:0c4b6382be6081c7e8fc88c38f3ff87679f7ce1a3665484bc4873410090f218c", Key().Entry);

    private static SharedTokenKey Key(
        string? registration = null,
        string endpoint = "https://id.aritma.io/connect/token",
        string clientId = "erp",
        string[]? scopes = null) =>
        new(new TokenKey(registration, new Uri(endpoint), clientId, ScopeSet.Create(scopes ?? ["a", "b"], "A test")));
}
