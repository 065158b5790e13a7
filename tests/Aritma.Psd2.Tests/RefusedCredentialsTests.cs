using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>
/// A credentials provider whose credentials the token endpoint refuses, because a rotated secret has not reached the vault yet. Pauses
/// between requests double: 5 s, 10 s, 20 s, …
/// </summary>
public class RefusedCredentialsTests
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_secret_that_is_rotated_during_the_pause_is_sent_at_the_next_look_into_the_vault()
    {
        var vault = new RotatingVault();
        await using var services = Services(vault);
        await AssertRefusedAsync(services);
        services.Time.Advance(LookInterval);
        await AssertRefusedAsync(services);

        vault.Secret = "new";
        services.Time.Advance(LookInterval);
        await services.CallAsync();

        Assert.Equal(["old", "old", "new"], SecretsSent(services));
        Assert.Equal("Bearer granted", Assert.Single(services.Api.Requests).Authorization);
    }

    [Fact]
    public async Task The_same_credentials_are_not_sent_again_during_the_pause_however_often_the_vault_is_asked()
    {
        var vault = new RotatingVault();
        await using var services = Services(vault);

        var sent = new List<int>();
        for (var second = 0; second <= 35; second += 5)
        {
            await AssertRefusedAsync(services);
            sent.Add(SecretsSent(services).Count());
            services.Time.Advance(LookInterval);
        }

        Assert.Equal([1, 2, 2, 3, 3, 3, 3, 4], sent);
        Assert.Equal(8, vault.Asked.Count);
    }

    [Fact]
    public async Task The_vault_is_asked_every_five_seconds_at_most()
    {
        var vault = new RotatingVault();
        await using var services = Services(vault);
        await AssertRefusedAsync(services);
        services.Time.Advance(LookInterval);
        await AssertRefusedAsync(services);

        services.Time.Advance(LookInterval - TimeSpan.FromSeconds(1));
        await AssertRefusedAsync(services);
        Assert.Equal(2, vault.Asked.Count);
        services.Time.Advance(TimeSpan.FromSeconds(1));
        await AssertRefusedAsync(services);
        services.Time.Advance(LookInterval - TimeSpan.FromSeconds(1));
        await AssertRefusedAsync(services);

        Assert.Equal(3, vault.Asked.Count);
    }

    [Fact]
    public async Task The_vault_is_not_asked_while_no_call_needs_a_token()
    {
        var vault = new RotatingVault();
        await using var services = Services(vault);
        await AssertRefusedAsync(services);

        services.Time.Advance(TimeSpan.FromDays(1));

        Assert.Single(vault.Asked);
    }

    [Fact]
    public async Task The_same_credentials_are_sent_again_after_a_minute_at_most()
    {
        var vault = new RotatingVault();
        await using var services = Services(vault);

        for (var minute = 1; minute <= 20; minute++)
        {
            await AssertRefusedAsync(services);
            Assert.Equal(minute, SecretsSent(services).Count());
            services.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task Callers_are_told_to_come_back_when_the_vault_is_asked_next()
    {
        await using var services = Services(new RotatingVault());
        await AssertRefusedAsync(services);
        services.Time.Advance(LookInterval);
        await AssertRefusedAsync(services);
        services.Time.Advance(TimeSpan.FromSeconds(2));

        var failure = await AssertRefusedAsync(services);

        Assert.Equal(TimeSpan.FromSeconds(3), failure.RetryAfter);
    }

    [Fact]
    public async Task A_vault_is_told_that_its_credentials_were_refused_until_others_are_accepted()
    {
        var vault = new RotatingVault();
        await using var services = Services(vault);
        await AssertRefusedAsync(services);
        services.Time.Advance(LookInterval);
        await AssertRefusedAsync(services);
        services.Time.Advance(LookInterval);
        vault.Secret = "new";
        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromHours(2));
        await services.CallAsync();

        Assert.Equal([false, true, true, false], vault.Asked.Select(context => context.WereRefused));
    }

    [Fact]
    public async Task A_vault_that_fails_during_the_pause_does_not_have_the_refused_credentials_sent_early()
    {
        var vault = new RotatingVault();
        await using var services = Services(vault);
        await AssertRefusedAsync(services);
        services.Time.Advance(LookInterval);
        await AssertRefusedAsync(services);
        services.Time.Advance(LookInterval);

        vault.IsSealed = true;
        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        Assert.IsType<InvalidTimeZoneException>(failure.InnerException);
        vault.IsSealed = false;
        services.Time.Advance(TimeSpan.FromSeconds(1));
        await AssertRefusedAsync(services);
        Assert.Equal(["old", "old"], SecretsSent(services));
        services.Time.Advance(TimeSpan.FromSeconds(4));
        await AssertRefusedAsync(services);

        Assert.Equal(["old", "old", "old"], SecretsSent(services));
        Assert.All(vault.Asked.Skip(1), context => Assert.True(context.WereRefused));
    }

    [Fact]
    public async Task Changed_options_end_the_pause()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Psd2:Environment"] = "Development" })
            .Build();
        await using var services = Services(
            new RotatingVault(), builder => builder.Services.AddPsd2(configuration.GetSection("Psd2")));
        await AssertRefusedAsync(services);
        await AssertRefusedAsync(services);
        Assert.Single(SecretsSent(services));

        configuration["Psd2:TokenRequestTimeout"] = "00:00:45";
        configuration.Reload();
        await AssertRefusedAsync(services);

        Assert.Equal(["old", "old"], SecretsSent(services));
    }

    private static TestServices Services(RotatingVault vault, Action<Psd2Builder>? configure = null)
    {
        var services = new TestServices(
            options => (options.ClientId, options.ClientSecret) = (null, null),
            builder =>
            {
                builder.AddClientCredentialsProvider(_ => vault);
                configure?.Invoke(builder);
            });
        services.TokenEndpoint.Answer = (_, _) => Task.FromResult(SecretsSent(services).Last() == "new"
            ? TokenEndpointStub.Token("granted")
            : TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));
        return services;
    }

    private static async Task<Psd2TokenException> AssertRefusedAsync(TestServices services)
    {
        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        Assert.Equal("invalid_client", failure.Error);
        return failure;
    }

    private static IEnumerable<string> SecretsSent(TestServices services) =>
        services.TokenEndpoint.Requests.Select(request => request.Body.Split("client_secret=")[1].Split('&')[0]);

    private sealed class RotatingVault : IPsd2ClientCredentialsProvider
    {
        public string Secret { get; set; } = "old";

        public bool IsSealed { get; set; }

        public List<Psd2ClientCredentialsContext> Asked { get; } = [];

        public ValueTask<Psd2ClientCredentials> GetCredentialsAsync(
            Psd2ClientCredentialsContext context, CancellationToken cancellationToken)
        {
            Asked.Add(context);
            return IsSealed ? throw new InvalidTimeZoneException() : new(new Psd2ClientCredentials("erp", Secret));
        }
    }
}
