using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace Aritma.Psd2.Client.Tests;

/// <summary>What the operations send, and what they read, over HTTP against the sandbox.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private App _app = null!;

    public async Task InitializeAsync() => _app = await App.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Banks_are_listed_with_their_ids()
    {
        var banks = await _app.Banks.GetBanksAsync("NO");

        Assert.NotEmpty(banks.Banks);
        Assert.All(banks.Banks, bank =>
        {
            Assert.True(Guid.TryParse(bank.Id, out _));
            Assert.Equal(("NO", "psd2"), (bank.CountryCode, Assert.Single(bank.Channels!)));
        });
    }

    [Fact]
    public async Task A_consent_is_created_read_listed_and_refreshed()
    {
        var bank = (await _app.Banks.GetBanksAsync()).Banks[0];

        var session = await _app.Consents.CreateConsentAsync(new NewConsent { BankId = bank.Id, State = "s-1" });
        var consent = await _app.Consents.GetConsentAsync(session.ConsentId);
        var refreshed = await _app.Consents.RefreshConsentAsync(session.ConsentId, new ConsentRefresh { State = "s-2" });

        Assert.Equal((ConsentStatus.Created, "s-1", false), (session.Status, session.State, session.IsReplayed));
        Assert.Equal((session.ConsentId, bank.Id), (consent.ConsentId, consent.AdditionalData!.BankId));
        Assert.Equal(TestTime.Start.AddDays(90), consent.ExpiresAt);
        Assert.Equal((session.ConsentId, "s-2"), (refreshed.ConsentId, refreshed.State));
        Assert.NotEqual(session.RedirectUrl, refreshed.RedirectUrl);
        Assert.Equal(session.ConsentId, Assert.Single((await _app.Consents.GetConsentsAsync()).Consents).ConsentId);
    }

    [Fact]
    public async Task Accounts_are_listed_with_balances_and_found_by_their_number()
    {
        var consentId = await _app.ApprovedConsentAsync();

        var all = await _app.Accounts.GetAllAccountsAsync(consentId, withBalance: true).ToListAsync();
        var found = await _app.Accounts.GetAccountsAsync(consentId, iban: all[1].Iban);
        var one = await _app.Accounts.GetAccountAsync(all[1].Id, consentId);
        var balances = await _app.Accounts.GetBalancesAsync(all[1].Id, consentId, type: BalanceType.InterimBooked);

        Assert.All(all, account => Assert.NotEmpty(account.Balances!));
        Assert.Equal(all[1].Id, Assert.Single(found.Accounts).Id);
        Assert.Equal(all[1].Iban, one.Account.Iban);
        Assert.Equal(all[1].Bban, balances.Account!.Bban);
        Assert.Equal(BalanceType.InterimBooked, Assert.Single(balances.Balances).BalanceType);
        Assert.Contains(_app.Sandbox.ApiRequests, request => request.PathAndQuery.Contains("withBalance=true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Transactions_have_the_stage_of_the_list_they_stood_in()
    {
        var consentId = await _app.ApprovedConsentAsync();
        var account = (await _app.Accounts.GetAccountsAsync(consentId)).Accounts[0];

        var transactions = await _app.Accounts
            .GetAllTransactionsAsync(account.Id, consentId, TestTime.Start.AddDays(-30), bookingStatus: BookingStatus.All)
            .ToListAsync();

        Assert.All(transactions, transaction => Assert.NotNull(transaction.TransactionAmount));
        Assert.Equal(
            [BookingStatus.Booked, BookingStatus.Information, BookingStatus.Pending],
            transactions.Select(transaction => transaction.BookingStatus!.Value).Distinct().OrderBy(status => status.Value));
        Assert.All(
            transactions,
            transaction => Assert.Equal(transaction.BookingStatus == BookingStatus.Booked, transaction.BookingDate is not null));
    }

    /// <summary>In a culture whose year is another one and whose times are written otherwise.</summary>
    [Fact]
    public async Task Moments_are_sent_as_documented_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("th-TH") { DateTimeFormat = { TimeSeparator = "." } };
        try
        {
            await using var api = Api.Answering("""{"transactions":{}}""");

            await api.Accounts.GetTransactionsAsync(
                "a-1", "c-1", new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), TestTime.Start, BookingStatus.Both);

            Assert.Equal(
                "?dateFrom=2026-01-02T03%3A04%3A05%2B02%3A00&dateTo=2026-03-17T09%3A30%3A00%2B00%3A00&bookingStatus=both",
                Assert.Single(api.Requests).Address.Query);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("fe80::1%3", "fe80::1")]
    [InlineData(null, null)]
    public async Task The_address_of_the_end_user_is_sent_when_the_call_names_it(string? address, string? sent)
    {
        await using var api = Api.Answering("""{"accounts":[]}""");

        await api.Accounts.GetAccountsAsync("c-1", psuIpAddress: address is null ? null : IPAddress.Parse(address));

        Assert.Equal(sent, Assert.Single(api.Requests).Headers.GetValueOrDefault("PSU-IP-Address"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1.0")]
    public async Task The_version_of_the_api_is_asked_for_where_one_is_set(string? version)
    {
        await using var api = new Api(
            (_, _) => Task.FromResult(Api.Response("""{"banks":[]}""")), configureClient: client => client.ApiVersion = version);

        await api.Banks.GetBanksAsync();

        Assert.Equal(version, Assert.Single(api.Requests).Headers.GetValueOrDefault("api-version"));
    }

    [Theory]
    [InlineData(false, "banking.channel.psd2")]
    [InlineData(true, "banking.channel.psd2 banking.ais.read")]
    public async Task Calls_about_banks_and_consents_ask_for_the_channel_alone_unless_all_scopes_are_wanted(bool all, string expected)
    {
        await using var api = new Api(
            (_, _) => Task.FromResult(Api.Response("""{"banks":[],"accounts":[],"consents":[]}""")),
            configureClient: client => client.RequestAllScopes = all);

        await api.Banks.GetBanksAsync();
        await api.Consents.GetConsentsAsync();
        await api.Accounts.GetAccountsAsync("c-1");

        Assert.Equal(
            new[] { expected, "banking.channel.psd2 banking.ais.read" }.Distinct(), api.RequestedScopes);
        Assert.Equal(
            [expected, expected],
            api.Services.GetRequiredService<IPsd2Registrations>().GetAll().Single().Clients
                .Where(client => !client.Interface!.Contains("Accounts", StringComparison.Ordinal))
                .Select(client => string.Join(' ', client.Scopes)));
    }

    [Fact]
    public async Task Clients_that_are_added_twice_are_there_once_and_keep_what_was_set()
    {
        await using var api = new Api(
            (_, _) => Task.FromResult(Api.Response("""{"banks":[]}""")),
            builder => builder.Services.AddAritmaPsd2(_ => { }),
            client => client.ApiVersion = "1.0");

        await api.Banks.GetBanksAsync();

        Assert.Equal("1.0", Assert.Single(api.Requests).Headers["api-version"]);
        Assert.Equal(3, api.Services.GetRequiredService<IPsd2Registrations>().GetAll().Single().Clients.Count);
        Assert.Single(api.Services.GetServices<ConsentFlow>());
    }

    [Fact]
    public async Task Named_credentials_have_clients_of_their_own()
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Aritma:TokenEndpoint"] = _app.Sandbox.TokenEndpoint.AbsoluteUri,
            ["Aritma:ApiBaseAddress"] = _app.Sandbox.ApiBaseAddress.AbsoluteUri,
            ["Aritma:ClientId"] = _app.Sandbox.ClientId,
            ["Aritma:ClientSecret"] = _app.Sandbox.ClientSecret,
        }).Build();
        services.AddAritmaPsd2("tenant-a", configuration.GetSection("Aritma"));
        services.AddAritmaPsd2(options =>
        {
            options.Environment = Psd2Environment.Development;
            (options.ClientId, options.ClientSecret) = ("other", "its secret");
        });
        await using var provider = services.BuildServiceProvider();

        Assert.NotEmpty((await provider.GetRequiredKeyedService<IBanksApi>("tenant-a").GetBanksAsync()).Banks);
        var pending = await provider.GetRequiredKeyedService<ConsentFlow>("tenant-a").StartAsync();

        Assert.NotEmpty(pending.ConsentId);
        Assert.NotNull(provider.GetRequiredService<ConsentFlow>());
        Assert.NotNull(provider.GetRequiredService<IAccountsApi>());
    }
}
