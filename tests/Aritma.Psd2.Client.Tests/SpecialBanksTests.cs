using System.Net;
using Aritma.Psd2.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace Aritma.Psd2.Client.Tests;

/// <summary>The client at the sandbox's banks that behave otherwise: what its users will meet at real ones.</summary>
public sealed class SpecialBanksTests : IAsyncLifetime
{
    private App _app = null!;

    public async Task InitializeAsync() => _app = await App.StartAsync(time: new FakeTimeProvider(TestTime.Start));

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData(SandboxBanks.Approves, "Authorized")]
    [InlineData(SandboxBanks.Declines, "Failure")]
    [InlineData(SandboxBanks.StaysPending, "AwaitingApproval")]
    public async Task A_consent_flow_ends_as_the_bank_decides(string bank, string status)
    {
        var pending = await _app.Flow.StartAsync(new ConsentStart { ReturnUrl = new("https://erp.example/back"), BankId = bank });

        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var visit = await browser.GetAsync(pending.RedirectUrl);
        var consent = await _app.Flow.CompleteAsync(pending, pending.State);

        Assert.Equal(HttpStatusCode.SeeOther, visit.StatusCode);
        Assert.Equal(status, consent.Status.ToString());
    }

    [Fact]
    public async Task A_limit_is_told_with_the_time_to_wait()
    {
        var consent = _app.Sandbox.AddConsent(SandboxBanks.AnswersTooManyRequests);

        var failure = await Assert.ThrowsAsync<Psd2ApiException>(() => _app.Accounts.GetAccountsAsync(consent));

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(1)), (failure.StatusCode, failure.RetryAfter));
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task The_sandboxs_own_limit_is_told_until_the_next_day()
    {
        var consent = _app.Sandbox.AddConsent();
        for (var i = 0; i < 100; i++)
        {
            await _app.Accounts.GetAccountsAsync(consent);
        }

        var failure = await Assert.ThrowsAsync<Psd2ApiException>(() => _app.Accounts.GetAccountsAsync(consent));

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromHours(14.5)), (failure.StatusCode, failure.RetryAfter));
        Assert.NotEmpty((await _app.Accounts.GetAccountsAsync(consent, psuIpAddress: IPAddress.Parse("203.0.113.7"))).Accounts);
    }

    [Fact]
    public async Task A_bank_that_fails_is_transient()
    {
        var consent = _app.Sandbox.AddConsent(SandboxBanks.AnswersServerError);

        var failure = await Assert.ThrowsAsync<Psd2ApiException>(() => _app.Accounts.GetAccountsAsync(consent));

        Assert.Equal(
            (HttpStatusCode.InternalServerError, true, false), (failure.StatusCode, failure.IsTransient, failure.IsConsentProblem));
    }

    [Theory]
    [InlineData(SandboxBanks.LeavesMembersOut)]
    [InlineData(SandboxBanks.SendsUnknownValues)]
    public async Task Everything_is_read_where_members_are_missing_or_unknown(string bank)
    {
        var consent = _app.Sandbox.AddConsent(bank);

        await foreach (var account in _app.Accounts.GetAllAccountsAsync(consent, withBalance: true))
        {
            Assert.NotEmpty(account.Balances!);
            Assert.NotEmpty((await _app.Accounts.GetBalancesAsync(account.Id, consent)).Balances);
            var transactions = await _app.Accounts
                .GetAllTransactionsAsync(account.Id, consent, DateTimeOffset.UnixEpoch, bookingStatus: BookingStatus.All).ToListAsync();
            Assert.NotEmpty(transactions);
            Assert.All(transactions, transaction => Assert.NotNull(transaction.TransactionAmount));
        }
    }

    [Fact]
    public async Task Missing_ids_are_null_and_unknown_values_are_kept()
    {
        var missing = _app.Sandbox.AddConsent(SandboxBanks.LeavesMembersOut);
        var unknown = _app.Sandbox.AddConsent(SandboxBanks.SendsUnknownValues);

        var account = await _app.Accounts.GetAllAccountsAsync(missing).SingleAsync();
        var transactions = await _app.Accounts.GetAllTransactionsAsync(account.Id, missing, DateTimeOffset.UnixEpoch).ToListAsync();
        var other = await _app.Accounts.GetAllAccountsAsync(unknown).SingleAsync();
        var balances = await _app.Accounts.GetBalancesAsync(other.Id, unknown);

        Assert.Null(account.Iban);
        Assert.Contains(transactions, transaction => transaction.TransactionId is null);
        Assert.Contains(new BalanceType("notDocumented"), balances.Balances.Select(balance => balance.BalanceType!.Value));
        Assert.True(balances.UnknownMembers!.ContainsKey("notDocumented"));
    }
}
