namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>The page for operators.</summary>
public sealed class AccessPageTests
{
    [Fact]
    public async Task It_lists_clients_scopes_tokens_calls_and_failures_and_no_secret()
    {
        await using var running = await RunningApplication.StartAsync();
        using var visitor = running.Visit();
        var before = await visitor.OpenAsync("/access");
        Assert.Equal(
            [("banking.ais.read banking.channel.psd2", "not needed yet"), ("banking.channel.psd2", "not needed yet")],
            Tokens(before).Order());
        Assert.Contains("No call has failed", before.Main, StringComparison.Ordinal);

        var account = (await visitor.ConnectAsync("Nordlysvik Bank")).FirstAccount("Nordlysvik Bank");
        await visitor.OpenAsync("/accounts/1/0123456789abcdef");
        var page = await visitor.OpenAsync("/access");

        Assert.Equal([("banking.ais.read banking.channel.psd2", "valid"), ("banking.channel.psd2", "valid")], Tokens(page).Order());
        string[] clients = ["IAccountsApi", "IBankDirectoryApi", "IBanksApi", "IConsentsApi"];
        Assert.Equal(clients, Rows(page, "clients").Select(row => row[0]).Order());
        Assert.Contains(Rows(page, "clients"), row => row is ["IBankDirectoryApi", "banking.channel.psd2", "2"]);
        Assert.Contains(Rows(page, "clients"), row => row is ["IConsentsApi", "banking.channel.psd2", "2"]);
        Assert.Contains(Rows(page, "clients"), row => row is ["IAccountsApi", "banking.channel.psd2 banking.ais.read", "4"]);
        Assert.Contains(Rows(page, "clients"), row => row is ["IBanksApi", "banking.channel.psd2", "0"]);
        var failures = Rows(page, "failures");
        Assert.Equal(3, failures.Count);
        Assert.All(failures, failure => Assert.Equal(["17/03/2026 09:30:00", "IAccountsApi", "404 Not Found"], failure));

        string[] hidden =
        [
            running.Sandbox.ClientSecret,
            await running.LastConsentAsync(),
            account.Segments[^1],
            "0123456789abcdef",
            .. running.Sandbox.TokenRequests.Select(request => request.IssuedAccessToken!),
        ];
        Assert.Equal(6, hidden.Length);
        Assert.All(hidden, secret => Assert.DoesNotContain(secret, page.Everything, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task It_tells_why_a_token_is_refused()
    {
        await using var running = await RunningApplication.StartAsync(null, ("Aritma:Psd2:ClientSecret", "not-the-sandboxs-secret"));
        using var visitor = running.Visit();
        await visitor.OpenAsync("/connect");

        var page = await visitor.OpenAsync("/access");

        var row = Rows(page, "tokens").Single(token => token[0] == "banking.channel.psd2");
        Assert.Equal("unavailable", row[1]);
        Assert.Contains("invalid_client", row[3], StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-sandboxs-secret", page.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_keeps_the_last_ten_failures()
    {
        await using var running = await RunningApplication.StartAsync();
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Nordlysvik Bank");
        for (var i = 0; i < 4; i++)
        {
            await visitor.OpenAsync("/accounts/1/0123456789abcdef");
        }

        Assert.Equal(10, Rows(await visitor.OpenAsync("/access"), "failures").Count);
    }

    [Fact]
    public async Task It_is_there_only_where_it_is_shown()
    {
        await using var running = await RunningApplication.StartAsync(null, ("AccountOverview:ShowAccess", "false"));
        using var visitor = running.Visit();

        var answer = await visitor.OpenAsync("/access");

        Assert.Equal((HttpStatusCode.NotFound, "There is no such page"), (answer.Status, answer.Heading));
        Assert.Empty(answer.Page.QuerySelectorAll("nav a[href='/access']"));
    }

    private static IEnumerable<(string Scopes, string State)> Tokens(Answer page) =>
        Rows(page, "tokens").Select(row => (string.Join(' ', row[0].Split(' ').Order()), row[1]));

    private static List<string[]> Rows(Answer page, string section) =>
    [
        .. page.Page.QuerySelectorAll($"section[aria-labelledby={section}] tbody tr").Select(row => row.Children
            .Select(cell => cell.QuerySelectorAll(".scopes code") is { Length: > 0 } scopes
                ? string.Join(' ', scopes.Select(scope => scope.Words()))
                : cell.Words())
            .ToArray()),
    ];
}
