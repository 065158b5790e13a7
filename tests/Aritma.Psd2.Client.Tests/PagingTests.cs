using System.Net;
using System.Text.Json;

namespace Aritma.Psd2.Client.Tests;

/// <summary>Lists over several pages.</summary>
public sealed class PagingTests
{
    private const string Foreign = "https://evil.example/api/accounts/a-1/transactions?dateFrom=x&cursor=p2#here";

    [Fact]
    public async Task Ten_thousand_transactions_come_from_two_hundred_pages_each_once()
    {
        await using var app = await App.StartAsync(options => options.BookedTransactions = 10_000);
        var consentId = await app.ApprovedConsentAsync();
        var account = (await app.Accounts.GetAccountsAsync(consentId)).Accounts[0];

        var ids = await app.Accounts
            .GetAllTransactionsAsync(account.Id, consentId, TestTime.Start.AddYears(-50))
            .Select(transaction => transaction.TransactionId)
            .ToListAsync();

        Assert.Equal(10_000, ids.Count);
        Assert.Equal(10_000, ids.Distinct().Count());
        Assert.Equal(200, PagesSentBy(app));
    }

    [Fact]
    public async Task Pages_come_one_by_one_and_only_when_they_are_asked_for()
    {
        await using var app = await App.StartAsync(options => options.BookedTransactions = 500);
        var consentId = await app.ApprovedConsentAsync();
        var account = (await app.Accounts.GetAccountsAsync(consentId)).Accounts[0];

        var pages = await app.Accounts
            .GetTransactionPagesAsync(account.Id, consentId, TestTime.Start.AddYears(-5))
            .Take(2)
            .ToListAsync();

        Assert.Equal([50, 50], pages.Select(page => page.Transactions.Booked!.Count));
        Assert.Equal(2, PagesSentBy(app));
    }

    [Fact]
    public async Task All_parameters_go_along_to_every_page()
    {
        await using var api = Transactions(("[]", "/x?cursor=p2"), ("[]", null));

        await api.Accounts
            .GetAllTransactionsAsync(
                "a-1", "c-1", TestTime.Start.AddDays(-1), TestTime.Start, BookingStatus.Both, IPAddress.Parse("192.0.2.1"))
            .CountAsync();

        Assert.Equal(
            ["", "&cursor=p2"],
            api.Requests.Select(request => request.Address.Query.Replace(
                "?dateFrom=2026-03-16T09%3A30%3A00%2B00%3A00&dateTo=2026-03-17T09%3A30%3A00%2B00%3A00&bookingStatus=both",
                "",
                StringComparison.Ordinal)));
        Assert.All(api.Requests, request => Assert.Equal(
            ("c-1", "192.0.2.1"), (request.Headers["Consent-ID"], request.Headers["PSU-IP-Address"])));
    }

    [Fact]
    public async Task Only_the_cursor_is_taken_from_a_link_to_a_foreign_host()
    {
        await using var api = Transactions(("""[{"transactionId":"1"}]""", Foreign), ("""[{"transactionId":"2"}]""", null));

        var ids = await api.Accounts.GetAllTransactionsAsync("a-1", "c-1", TestTime.Start)
            .Select(transaction => transaction.TransactionId)
            .ToListAsync();

        Assert.Equal(["1", "2"], ids);
        Assert.All(api.Requests, request => Assert.Equal("banking.dev.aritma.io", request.Address.Host));
        Assert.EndsWith("&cursor=p2", api.Requests.Last().Address.Query, StringComparison.Ordinal);
    }

    /// <summary>Base64 may hold what has a meaning in addresses.</summary>
    [Fact]
    public async Task A_cursor_comes_back_as_the_api_gave_it_whatever_it_holds()
    {
        await using var api = Transactions(("[]", "?cursor=a%2Fb%2Bc%3D%3D"), ("[]", null));

        await api.Accounts.GetAllTransactionsAsync("a-1", "c-1", TestTime.Start).CountAsync();

        Assert.EndsWith("&cursor=a%2Fb%2Bc%3D%3D", api.Requests.Last().Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_inside_of_the_transactions_is_followed_too()
    {
        var bodies = new Queue<string>(
        [
            """{"transactions":{"booked":[],"_links":{"next":{"href":"?cursor=p2"}}},"_links":{"next":{"href":null}}}""",
            """{"transactions":{"booked":[],"_links":{"next":{"href":""}}}}""",
        ]);
        await using var api = new Api((_, _) => Task.FromResult(Api.Response(bodies.Dequeue())));

        await api.Accounts.GetAllTransactionsAsync("a-1", "c-1", TestTime.Start).CountAsync();

        Assert.Equal(2, api.Requests.Count);
    }

    [Fact]
    public async Task Reading_goes_on_at_a_cursor_that_was_kept()
    {
        await using var api = Transactions(("[]", "?cursor=a%2Fb"), ("[]", "?cursor=p3"), ("[]", null));
        var first = await api.Accounts.GetTransactionsAsync("a-1", "c-1", TestTime.Start, null, BookingStatus.Booked);
        var kept = JsonSerializer.Serialize(first.Next!.Cursor);

        var cursor = JsonSerializer.Deserialize<PageCursor?>(kept);
        var pages = await api.Accounts.GetTransactionPagesAsync("a-1", "c-1", TestTime.Start, cursor: cursor).CountAsync();

        Assert.Equal(2, pages);
        Assert.EndsWith("&cursor=a%2Fb", api.Requests.ElementAt(1).Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_that_leads_back_to_the_start_ends_with_an_error()
    {
        await using var api = Transactions(("[]", "?cursor=p1"), ("[]", "?cursor=p1"));

        await Assert.ThrowsAsync<Psd2ApiException>(async () => await api.Accounts
            .GetTransactionPagesAsync("a-1", "c-1", TestTime.Start, cursor: PageCursor.Of("p1"))
            .CountAsync());

        Assert.Single(api.Requests);
    }

    /// <summary>The names of the lists are inferred: an API with other names must not look like an account without transactions.</summary>
    [Theory]
    [InlineData("""{"transactions":{"entries":[{"transactionId":"1"}]}}""", true)]
    [InlineData("""{"transactions":{}}""", false)]
    [InlineData("""{"transactions":{"booked":[],"entries":[]}}""", false)]
    public async Task Lists_under_other_names_are_an_error_and_no_list_is_none(string body, bool isError)
    {
        await using var api = Api.Answering(body);

        var thrown = await Record.ExceptionAsync(
            async () => await api.Accounts.GetAllTransactionsAsync("a-1", "c-1", TestTime.Start).CountAsync());

        Assert.Equal(isError, thrown is Psd2ApiException { JsonPath: not null });
    }

    [Theory]
    [InlineData("p2,p2", "names a cursor as the next one that was read already")]
    [InlineData("p2,p3,p2", "names a cursor as the next one that was read already")]
    [InlineData("", "links to a next page without a cursor")]
    public async Task Links_that_lead_nowhere_end_with_an_error(string cursors, string expected)
    {
        var pages = cursors.Split(',').Select(cursor => ("""[{"transactionId":"1"}]""", (string?)$"?cursor={cursor}")).ToArray();
        await using var api = Transactions(pages);
        var read = 0;

        var failure = await Assert.ThrowsAsync<Psd2ApiException>(async () =>
        {
            await foreach (var transaction in api.Accounts.GetAllTransactionsAsync("a-1", "c-1", TestTime.Start))
            {
                read++;
            }
        });

        Assert.Equal(pages.Length, read);
        Assert.Equal("IAccountsApi.GetTransactionsAsync", failure.Operation);
        Assert.Equal(
            $"A page of IAccountsApi.GetTransactionsAsync {expected}. Reading stopped, so that no page is missed or read twice.",
            failure.Message);
    }

    [Fact]
    public async Task A_caller_can_give_up_between_two_pages()
    {
        using var caller = new CancellationTokenSource();
        await using var api = Transactions(("""[{"transactionId":"1"}]""", "?cursor=p2"), ("[]", null));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var transaction in api.Accounts.GetAllTransactionsAsync("a-1", "c-1", TestTime.Start)
                .WithCancellation(caller.Token))
            {
                await caller.CancelAsync();
            }
        });

        Assert.Single(api.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caller_can_give_up_while_a_page_is_read(bool throughParameter)
    {
        using var caller = new CancellationTokenSource();
        await using var app = await App.StartAsync();
        var consentId = await app.ApprovedConsentAsync();
        var account = (await app.Accounts.GetAccountsAsync(consentId)).Accounts[0];
        var held = new TaskCompletionSource();
        app.Sandbox.ApiFaults.Add(new() { Until = held.Task });
        var transactions = app.Accounts.GetAllTransactionsAsync(
            account.Id, consentId, TestTime.Start.AddDays(-90), cancellationToken: throughParameter ? caller.Token : default);

        var reading = transactions.ToListAsync(throughParameter ? default : caller.Token).AsTask();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        held.SetResult();
    }

    [Fact]
    public async Task A_consent_that_is_revoked_meanwhile_is_told_as_such()
    {
        await using var app = await App.StartAsync(options => options.BookedTransactions = 500);
        var consentId = await app.ApprovedConsentAsync();
        var account = (await app.Accounts.GetAccountsAsync(consentId)).Accounts[0];
        var read = 0;

        var failure = await Assert.ThrowsAsync<Psd2ApiException>(async () =>
        {
            await foreach (var transaction in app.Accounts.GetAllTransactionsAsync(account.Id, consentId, TestTime.Start.AddYears(-5)))
            {
                if (++read == 100)
                {
                    app.Sandbox.SetConsentStatus(consentId, "revoked");
                }
            }
        });

        Assert.Equal((100, HttpStatusCode.Forbidden, true), (read, failure.StatusCode, failure.IsConsentProblem));
        Assert.Equal(ConsentStatus.Revoked, (await app.Consents.GetConsentAsync(failure.ConsentId!)).Status);
    }

    [Fact]
    public async Task Consents_accounts_and_balances_are_read_over_all_pages_too()
    {
        await using var app = await App.StartAsync();
        for (var i = 0; i < 60; i++)
        {
            await app.Consents.CreateConsentAsync(new NewConsent());
        }

        Assert.Equal(60, await app.Consents.GetAllConsentsAsync().Select(consent => consent.ConsentId).Distinct().CountAsync());

        var bodies = new Queue<string>(
            ["""{"accounts":[{"id":"a-1"}],"_links":{"next":{"href":"?cursor=p2"}}}""", """{"accounts":[{"id":"a-2"}]}"""]);
        await using var api = new Api((_, _) => Task.FromResult(Api.Response(bodies.Dequeue())));

        var balances = new Queue<string>(
            ["""{"balances":[{}],"_links":{"next":{"href":"?cursor=p2"}}}""", """{"balances":[{},{}]}"""]);
        await using var other = new Api((_, _) => Task.FromResult(Api.Response(balances.Dequeue())));

        Assert.Equal(3, await other.Accounts.GetAllBalancesAsync("a-1", "c-1").CountAsync());
        Assert.Equal(["a-1", "a-2"], await api.Accounts.GetAllAccountsAsync("c-1").Select(account => account.Id).ToListAsync());
    }

    private static int PagesSentBy(App app) =>
        app.Sandbox.ApiRequests.Count(request => request.PathAndQuery.Contains("/transactions", StringComparison.Ordinal));

    /// <summary>An API with these pages, each with its booked transactions and its link to the next one.</summary>
    private static Api Transactions(params (string Booked, string? Next)[] pages)
    {
        var left = new Queue<(string Booked, string? Next)>(pages);
        return new((_, _) =>
        {
            var (booked, next) = left.Dequeue();
            var links = next is null ? "" : $$$"""
                ,"_links":{"next":{"href":"{{{next}}}","verb":"get"}}
                """;
            return Task.FromResult(Api.Response("{\"transactions\":{\"booked\":" + booked + "}" + links + "}"));
        });
    }
}
