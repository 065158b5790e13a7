using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2.Tests;

/// <summary>Client credentials that come from a vault.</summary>
public class CredentialsProviderTests
{
    [Fact]
    public async Task Is_asked_at_each_token_request_so_that_a_rotated_secret_is_in_use_at_once()
    {
        var secret = "first";
        await using var services = Services(_ => Task.FromResult<Psd2ClientCredentials?>(new("erp", secret)));

        await services.Tokens.GetTokenAsync(["a"]);
        secret = "second";
        await services.Tokens.GetTokenAsync(["a"]);
        await services.Tokens.GetTokenAsync(["b"]);

        Assert.Equal(
            [
                "grant_type=client_credentials&client_id=erp&client_secret=first&scope=a",
                "grant_type=client_credentials&client_id=erp&client_secret=second&scope=b",
            ],
            services.TokenEndpoint.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task Is_asked_again_before_a_retry()
    {
        var asked = 0;
        await using var services = Services(_ => Task.FromResult<Psd2ClientCredentials?>(new("erp", $"secret-{++asked}")));
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(
            number == 1 ? TokenEndpointStub.Body("", "text/plain", HttpStatusCode.ServiceUnavailable) : TokenEndpointStub.Token("granted"));

        await services.CallAsync();

        Assert.Equal(
            [true, true],
            services.TokenEndpoint.Requests.Select((request, i) => request.Body.Contains($"secret-{i + 1}&", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_throws_is_asked_again_and_ends_in_a_transient_failure(bool asynchronously)
    {
        var asked = 0;
        await using var services = Services(async _ =>
        {
            asked++;
            if (asynchronously)
            {
                await Task.Yield();
            }

            throw new InvalidTimeZoneException("vault sealed");
        });

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.True(asked > 1);
        Assert.True(failure.IsTransient);
        Assert.Equal("vault sealed", Assert.IsType<InvalidTimeZoneException>(failure.InnerException).Message);
        Assert.Contains("the credentials provider failed (System.InvalidTimeZoneException)", failure.Message, StringComparison.Ordinal);
        Assert.Empty(services.TokenEndpoint.Requests);
        Assert.Empty(services.Api.Requests);
    }

    [Fact]
    public async Task One_that_recovers_costs_no_caller_anything()
    {
        var asked = 0;
        await using var services = Services(
            _ => ++asked == 1 ? throw new TimeoutException() : Task.FromResult<Psd2ClientCredentials?>(new("erp", "secret")));

        await services.CallAsync();

        Assert.Equal("Bearer token-1", Assert.Single(services.Api.Requests).Authorization);
    }

    [Fact]
    public async Task One_that_returns_null_is_a_transient_failure()
    {
        await using var services = Services(_ => Task.FromResult<Psd2ClientCredentials?>(null));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.True(failure.IsTransient);
        Assert.Equal("The credentials provider returned null.", failure.InnerException!.Message);
    }

    [Fact]
    public async Task One_that_gives_up_by_itself_is_a_transient_failure()
    {
        await using var services = Services(_ => throw new OperationCanceledException("the vault's own time-out"));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.True(failure.IsTransient);
        Assert.IsType<OperationCanceledException>(failure.InnerException);
    }

    [Fact]
    public async Task The_time_limit_holds_for_one_that_ignores_its_cancellation()
    {
        var asked = new TaskCompletionSource();
        await using var services = Services(_ =>
        {
            asked.SetResult();
            return new TaskCompletionSource<Psd2ClientCredentials?>().Task;
        });

        await AssertTimesOutAsync(services, asked.Task);
    }

    [Fact]
    public async Task The_time_limit_holds_for_one_that_blocks_its_thread()
    {
        var asked = new TaskCompletionSource();
        using var end = new ManualResetEventSlim();
        await using var services = Services(_ =>
        {
            asked.SetResult();
            end.Wait(CancellationToken.None);
            return Task.FromResult<Psd2ClientCredentials?>(null);
        });

        try
        {
            await AssertTimesOutAsync(services, asked.Task);
        }
        finally
        {
            end.Set();
        }
    }

    [Fact]
    public async Task Is_cancelled_when_the_time_limit_is_over()
    {
        var (asked, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var services = Services(async limit =>
        {
            using var registration = limit.Register(cancelled.SetResult);
            asked.SetResult();
            await cancelled.Task;
            limit.ThrowIfCancellationRequested();
            return null;
        });

        await AssertTimesOutAsync(services, asked.Task);
        await cancelled.Task;
    }

    [Fact]
    public async Task What_it_throws_after_the_time_limit_is_observed()
    {
        var unobserved = 0;
        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            await TimeOutThenFailAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }

        Assert.Equal(0, unobserved);

        void Count(object? sender, UnobservedTaskExceptionEventArgs late) =>
            unobserved += late.Exception.InnerExceptions.Count(failure => failure is InvalidTimeZoneException { Message: "too late" });

        static async Task TimeOutThenFailAsync()
        {
            var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource<Psd2ClientCredentials?>());
            await using var services = Services(_ =>
            {
                asked.SetResult();
                return answer.Task;
            });
            await AssertTimesOutAsync(services, asked.Task);
            answer.SetException(new InvalidTimeZoneException("too late"));
        }
    }

    [Fact]
    public async Task What_the_endpoint_says_is_not_shown_where_it_quotes_its_secret()
    {
        await using var services = Services(_ => Task.FromResult<Psd2ClientCredentials?>(new("erp", "from the vault")));
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(
            """{"error":"invalid_client","error_description":"client_secret=from+the+vault is wrong"}""",
            HttpStatusCode.BadRequest));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal("(not shown, as it quotes the client secret)", failure.ErrorDescription);
        Assert.Contains("Check the credentials of the credentials provider, and that they", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_secret_beside_it_is_refused()
    {
        await using var services = new TestServices(configure: builder =>
            builder.AddClientCredentialsProvider(_ => new Vault(_ => Task.FromResult<Psd2ClientCredentials?>(null))));

        var failure = Assert.Throws<OptionsValidationException>(() => services.Provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(
            "Psd2Options.ClientSecret is set, and a credentials provider was added too. Remove one of the two.",
            Assert.Single(failure.Failures));
    }

    [Fact]
    public async Task One_that_is_registered_among_the_services_only_is_named_where_the_secret_is_missing()
    {
        await using var services = new TestServices(
            options => options.ClientSecret = null,
            builder => builder.Services.AddSingleton<IPsd2ClientCredentialsProvider, FixedVault>());

        var failure = Assert.Throws<OptionsValidationException>(() => services.Provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(
            "Psd2Options.ClientSecret is missing. The IPsd2ClientCredentialsProvider among the services isn't used: add it to the "
                + "registration with AddClientCredentialsProvider.",
            Assert.Single(failure.Failures));
    }

    [Fact]
    public void A_second_one_is_refused()
    {
        var builder = new ServiceCollection().AddPsd2(_ => { }).AddClientCredentialsProvider<FixedVault>();

        Assert.Throws<InvalidOperationException>(() => builder.AddClientCredentialsProvider<FixedVault>());
    }

    [Fact]
    public async Task May_depend_on_scoped_services_which_live_as_long_as_the_question()
    {
        var endpoint = new TokenEndpointStub();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider());
        services.AddSingleton<VaultSessions>();
        services.AddScoped<VaultSession>();
        services.AddPsd2(options => options.Environment = Psd2Environment.Development)
            .AddClientCredentialsProvider<SessionVault>()
            .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => endpoint))
            .AddClient(services.AddHttpClient("accounts"), "a");
        await using var provider = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        provider.GetRequiredService<IStartupValidator>().Validate();
        provider.GetRequiredService<IHttpClientFactory>().CreateClient("accounts");
        var tokens = provider.GetRequiredService<IPsd2TokenProvider>();

        await tokens.GetTokenAsync(["a"]);
        await tokens.GetTokenAsync(["b"]);

        Assert.Equal(["opened 1", "closed 1", "opened 2", "closed 2"], provider.GetRequiredService<VaultSessions>().Log);
        Assert.Equal(
            [true, true],
            endpoint.Requests.Select((request, i) =>
                request.Body.Contains($"client_secret=of-session-{i + 1}&", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Is_told_which_registration_it_is_asked_for()
    {
        var vault = new ContextVault();
        await using var services = new TestServices(
            options => (options.ClientId, options.ClientSecret) = (null, null),
            builder => builder.AddClientCredentialsProvider(_ => vault).Services
                .AddPsd2("tenant-a", options => options.Environment = Psd2Environment.Development)
                .AddClientCredentialsProvider(_ => vault)
                .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => new TokenEndpointStub())));

        await services.Tokens.GetTokenAsync(["a"]);
        await services.Provider.GetRequiredKeyedService<IPsd2TokenProvider>("tenant-a").GetTokenAsync(["a"]);

        Assert.Equal([null, "tenant-a"], vault.Asked.Select(context => context.Registration));
        Assert.All(vault.Asked, context => Assert.False(context.WereRefused));
    }

    [Fact]
    public async Task Each_registration_has_its_own_with_services_of_the_application()
    {
        var endpoint = new TokenEndpointStub();
        await using var services = new TestServices(configure: builder =>
        {
            builder.Services.AddSingleton(new VaultAddress("shared-vault"));
            foreach (var name in new[] { "a", "b" })
            {
                builder.Services.AddPsd2(name, options => options.Environment = Psd2Environment.Development)
                    .AddClientCredentialsProvider(provider => new Vault(_ => Task.FromResult<Psd2ClientCredentials?>(
                        new("client-" + name, provider.GetRequiredService<VaultAddress>().Name + "-" + name))))
                    .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => endpoint));
            }

            builder.Services.AddPsd2("c", options => options.Environment = Psd2Environment.Development)
                .AddClientCredentialsProvider<FixedVault>()
                .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => endpoint));
        });
        services.Provider.GetRequiredService<IStartupValidator>().Validate();

        foreach (var name in new[] { "a", "b", "c" })
        {
            await services.Provider.GetRequiredKeyedService<IPsd2TokenProvider>(name).GetTokenAsync(["x"]);
        }

        await services.CallAsync();

        Assert.Equal(
            [
                "grant_type=client_credentials&client_id=client-a&client_secret=shared-vault-a&scope=x",
                "grant_type=client_credentials&client_id=client-b&client_secret=shared-vault-b&scope=x",
                "grant_type=client_credentials&client_id=fixed&client_secret=shared-vault&scope=x",
            ],
            endpoint.Requests.Select(request => request.Body));
        Assert.Contains("client_id=erp%20client&", Assert.Single(services.TokenEndpoint.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_the_application_owns_is_not_disposed_with_a_token_request()
    {
        using var vault = new OwnedVault();
        await using var services = new TestServices(
            options => (options.ClientId, options.ClientSecret) = (null, null),
            builder => builder.AddClientCredentialsProvider(_ => vault));

        await services.Tokens.GetTokenAsync(["a"]);
        await services.Tokens.GetTokenAsync(["b"]);

        Assert.False(vault.IsDisposed);
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
    }

    private sealed class OwnedVault : IPsd2ClientCredentialsProvider, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public ValueTask<Psd2ClientCredentials> GetCredentialsAsync(
            Psd2ClientCredentialsContext context, CancellationToken cancellationToken) => new(new Psd2ClientCredentials("id", "secret"));

        public void Dispose() => IsDisposed = true;
    }

    private static TestServices Services(Func<CancellationToken, Task<Psd2ClientCredentials?>> vault) => new(
        options => (options.ClientId, options.ClientSecret) = (null, null),
        builder => builder.AddClientCredentialsProvider(_ => new Vault(vault)));

    private static async Task AssertTimesOutAsync(TestServices services, Task asked)
    {
        var call = services.CallAsync();
        await asked;
        services.Time.Advance(TimeSpan.FromSeconds(30));

        // The real limit is there for a run that would hang otherwise.
        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => call.WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.True(failure.IsTransient);
        Assert.Contains("the credentials provider returned none within 30 s", failure.Message, StringComparison.Ordinal);
        Assert.Empty(services.TokenEndpoint.Requests);
    }

    private sealed class Vault(Func<CancellationToken, Task<Psd2ClientCredentials?>> get) : IPsd2ClientCredentialsProvider
    {
        public ValueTask<Psd2ClientCredentials> GetCredentialsAsync(
            Psd2ClientCredentialsContext context, CancellationToken cancellationToken) => new(get(cancellationToken)!);
    }

    private sealed class ContextVault : IPsd2ClientCredentialsProvider
    {
        public List<Psd2ClientCredentialsContext> Asked { get; } = [];

        public ValueTask<Psd2ClientCredentials> GetCredentialsAsync(
            Psd2ClientCredentialsContext context, CancellationToken cancellationToken)
        {
            Asked.Add(context);
            return new(new Psd2ClientCredentials("erp", "secret"));
        }
    }

    private sealed class VaultSessions
    {
        public List<string> Log { get; } = [];

        public int Count { get; set; }
    }

    private sealed class VaultSession : IAsyncDisposable
    {
        private readonly VaultSessions _sessions;

        public VaultSession(VaultSessions sessions)
        {
            (_sessions, Number) = (sessions, ++sessions.Count);
            sessions.Log.Add($"opened {Number}");
        }

        public int Number { get; }

        public ValueTask DisposeAsync()
        {
            _sessions.Log.Add($"closed {Number}");
            return default;
        }
    }

    private sealed class SessionVault(VaultSession session) : IPsd2ClientCredentialsProvider
    {
        public ValueTask<Psd2ClientCredentials> GetCredentialsAsync(
            Psd2ClientCredentialsContext context, CancellationToken cancellationToken) =>
            new(new Psd2ClientCredentials("erp", $"of-session-{session.Number}"));
    }

    private sealed record VaultAddress(string Name);

    private sealed class FixedVault(VaultAddress address) : IPsd2ClientCredentialsProvider
    {
        public ValueTask<Psd2ClientCredentials> GetCredentialsAsync(
            Psd2ClientCredentialsContext context, CancellationToken cancellationToken) =>
            new(new Psd2ClientCredentials("fixed", address.Name));
    }
}
