using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Aritma.Psd2.Tests;

/// <summary>Options that change while the application runs.</summary>
public class OptionsReloadTests
{
    [Fact]
    public async Task A_new_secret_keeps_the_token_and_is_used_for_the_next_request()
    {
        await using var reloadable = new Reloadable();
        await reloadable.CallAsync();

        reloadable.Change(("ClientSecret", "rotated"));
        await reloadable.CallAsync();
        Assert.Single(reloadable.TokenRequests);
        reloadable.Time.Advance(TimeSpan.FromHours(2));
        await reloadable.CallAsync();

        Assert.Equal(["Bearer token-1", "Bearer token-1", "Bearer token-2"], reloadable.Sent);
        Assert.Contains("client_secret=s3cret", reloadable.TokenRequests[0].Body, StringComparison.Ordinal);
        Assert.Contains("client_secret=rotated&", reloadable.TokenRequests[1].Body, StringComparison.Ordinal);
        Assert.Contains(
            "The options of the default PSD2 registration have changed; tokens are kept", reloadable.Logged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ClientId", "another", "https://id.dev.aritma.io/connect/token", "client_id=another&")]
    [InlineData("TokenEndpoint", "https://id.example/token", "https://id.example/token", "client_id=erp%20client&")]
    [InlineData("Tenant", "contoso", "https://id.dev.aritma.io/contoso/connect/token", "client_id=erp%20client&")]
    public async Task Another_client_id_endpoint_or_tenant_drops_the_token_at_once(string key, string value, string endpoint, string body)
    {
        await using var reloadable = new Reloadable();
        await reloadable.CallAsync();

        reloadable.Change((key, value));
        await reloadable.CallAsync();

        Assert.Equal(["Bearer token-1", "Bearer token-2"], reloadable.Sent);
        Assert.Equal(endpoint, reloadable.TokenRequests[1].Address.AbsoluteUri);
        Assert.Contains(body, reloadable.TokenRequests[1].Body, StringComparison.Ordinal);
        Assert.Contains("have changed; tokens are dropped", reloadable.Logged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ClientAuthentication", "ClientSecretBasic")]
    [InlineData("TokenRequestTimeout", "00:00:20")]
    public async Task How_tokens_are_requested_may_change_without_a_new_token(string key, string value)
    {
        await using var reloadable = new Reloadable();
        await reloadable.CallAsync();

        reloadable.Change((key, value));
        await reloadable.CallAsync();

        Assert.Single(reloadable.TokenRequests);
        Assert.Contains("tokens are kept", reloadable.Logged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ClientId", "another")]
    [InlineData("ClientSecret", "rotated")]
    public async Task An_acquisition_under_way_during_the_change_serves_only_its_own_callers(string key, string value)
    {
        await using var reloadable = new Reloadable();
        var (asked, first) = (new TaskCompletionSource(), new TaskCompletionSource<HttpResponseMessage>());
        reloadable.Services.TokenEndpoint.Answer = (number, _) =>
        {
            asked.TrySetResult();
            return number == 1 ? first.Task : Task.FromResult(TokenEndpointStub.Token("of-the-new-options"));
        };

        var early = reloadable.CallAsync();
        await asked.Task;
        reloadable.Change((key, value));
        await reloadable.CallAsync();
        first.SetResult(TokenEndpointStub.Token("of-the-old-options"));
        await early;
        await reloadable.CallAsync();

        Assert.Equal(["Bearer of-the-new-options", "Bearer of-the-old-options", "Bearer of-the-new-options"], reloadable.Sent);
        Assert.Equal(2, reloadable.TokenRequests.Count);
    }

    [Fact]
    public async Task A_failure_of_an_acquisition_from_before_the_change_is_not_remembered()
    {
        await using var reloadable = new Reloadable();
        var (asked, first) = (new TaskCompletionSource(), new TaskCompletionSource<HttpResponseMessage>());
        reloadable.Services.TokenEndpoint.Answer = (number, _) =>
        {
            asked.TrySetResult();
            return number == 1 ? first.Task : Task.FromResult(TokenEndpointStub.Token("of-the-new-options"));
        };

        var early = reloadable.CallAsync();
        await asked.Task;
        reloadable.Change(("ClientSecret", "rotated"));
        first.SetResult(Refusal());
        await Assert.ThrowsAsync<Psd2TokenException>(() => early);
        await reloadable.CallAsync();

        Assert.Equal(["Bearer of-the-new-options"], reloadable.Sent);
    }

    [Theory]
    [InlineData("Environment", "Production")]
    [InlineData("ApiBaseAddress", "https://elsewhere.example/api")]
    public async Task What_is_read_once_keeps_the_whole_reload_from_being_used(string key, string value)
    {
        await using var reloadable = new Reloadable();
        await reloadable.CallAsync();

        reloadable.Change((key, value), ("ClientId", "of-the-other"), ("ClientSecret", "of-the-other"));
        await reloadable.CallAsync();
        reloadable.Time.Advance(TimeSpan.FromHours(2));
        await reloadable.CallAsync();

        Assert.Equal(2, reloadable.TokenRequests.Count);
        Assert.All(reloadable.TokenRequests, request =>
        {
            Assert.Equal("id.dev.aritma.io", request.Address.Host);
            Assert.DoesNotContain("of-the-other", request.Body, StringComparison.Ordinal);
        });
        Assert.Contains(
            $"Error Aritma.Psd2.Configuration.SettingsMonitor[8] {key} of the default PSD2 registration has changed, but is read once: "
                + "none of the changed options is used before the application restarts",
            reloadable.Logged,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reload_that_takes_back_what_is_read_once_is_used_again()
    {
        await using var reloadable = new Reloadable();
        await reloadable.CallAsync();

        reloadable.Change(("Environment", "Production"));
        reloadable.Change(("Environment", "Development"), ("ClientId", "another"));
        await reloadable.CallAsync();

        Assert.Contains("client_id=another&", reloadable.TokenRequests[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ClientSecret", "", "Psd2:ClientSecret is missing.")]
    [InlineData("ClientId", " ", "Psd2:ClientId is missing.")]
    [InlineData("Environment", "Staging", "Psd2:Environment is 'Staging'. Write Production or Development.")]
    [InlineData("TokenEndpoint", "http://id.example/token", "plain http would show secrets")]
    [InlineData("TokenRequestTimeout", "soon", "'soon' at 'Psd2:TokenRequestTimeout'")]
    public async Task An_invalid_reload_is_logged_and_leaves_the_last_valid_options_in_use(string key, string value, string logged)
    {
        await using var reloadable = new Reloadable();
        reloadable.Change(("ClientSecret", "last-valid"));
        await reloadable.CallAsync();

        reloadable.Change((key, value));
        await reloadable.CallAsync();
        reloadable.Time.Advance(TimeSpan.FromHours(2));
        await reloadable.CallAsync();

        Assert.Equal(2, reloadable.TokenRequests.Count);
        Assert.Contains("client_id=erp%20client&client_secret=last-valid&", reloadable.TokenRequests[1].Body, StringComparison.Ordinal);
        Assert.Contains(
            "Error Aritma.Psd2.Configuration.SettingsMonitor[7] The changed options of the default PSD2 registration can't be used",
            reloadable.Logged,
            StringComparison.Ordinal);
        Assert.Contains(logged, reloadable.Logged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ClientSecret", "", "stay in use: ")]
    [InlineData("Environment", "Production", "is read once: ")]
    public async Task What_keeps_a_reload_from_being_used_is_logged_once_though_several_changes_are_signalled(
        string key, string value, string logged)
    {
        await using var reloadable = new Reloadable();
        await reloadable.CallAsync();

        reloadable.Change((key, value));
        reloadable.Change();
        reloadable.Change(("ClientId", "another"));
        Assert.Single(Messages());
        reloadable.Change(("ClientSecret", "mended"), ("Environment", "Development"));
        Assert.Single(Messages());
        reloadable.Change((key, value));

        Assert.Equal(2, Messages().Count());

        IEnumerable<string> Messages() =>
            reloadable.Services.Logs.Texts().Where(message => message.Contains(logged, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_that_fails_keeps_no_reload_from_being_used()
    {
        await using var reloadable = new Reloadable(
            configure: builder => builder.Services.AddLogging(logging => logging.AddFullDisk()));
        await reloadable.CallAsync();

        reloadable.Change(("ClientSecret", ""));
        reloadable.Change(("ClientId", "another"), ("ClientSecret", "rotated"));
        await reloadable.CallAsync();

        Assert.Contains("client_id=another&client_secret=rotated&", reloadable.TokenRequests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_options_monitor_tells_what_was_reloaded()
    {
        await using var reloadable = new Reloadable();
        await reloadable.CallAsync();
        var monitor = reloadable.Services.Provider.GetRequiredService<IOptionsMonitor<Psd2Options>>();
        var before = monitor.CurrentValue.ClientId;
        var told = new List<string?>();
        using var subscription = monitor.OnChange(options => told.Add(options.ClientId));

        reloadable.Change(("ClientId", "another"));

        Assert.Equal(("erp client", "another"), (before, monitor.CurrentValue.ClientId));
        Assert.Equal(["another"], told);
    }

    [Fact]
    public async Task An_invalid_reload_that_the_options_monitor_throws_at_leaves_the_last_valid_options_in_use_too()
    {
        await using var reloadable = new Reloadable();
        await reloadable.CallAsync();
        var monitor = reloadable.Services.Provider.GetRequiredService<IOptionsMonitor<Psd2Options>>();

        Assert.ThrowsAny<Exception>(() => reloadable.Change(("ClientSecret", "")));
        Assert.Throws<OptionsValidationException>(() => monitor.CurrentValue);
        reloadable.Time.Advance(TimeSpan.FromHours(2));
        await reloadable.CallAsync();
        reloadable.Change(("ClientSecret", "rotated"));
        reloadable.Time.Advance(TimeSpan.FromHours(2));
        await reloadable.CallAsync();

        Assert.Contains("client_secret=s3cret%26", reloadable.TokenRequests[1].Body, StringComparison.Ordinal);
        Assert.Contains("client_secret=rotated&", reloadable.TokenRequests[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Additional_origins_apply_from_the_next_call_on_and_keep_the_token()
    {
        await using var reloadable = new Reloadable();
        var file = new Uri("https://files.example/statement");
        await Assert.ThrowsAsync<InvalidOperationException>(() => reloadable.Services.Client().GetAsync(file));

        reloadable.Change(("AdditionalOrigins:0", "https://files.example"));
        await reloadable.Services.Client().GetAsync(file);
        reloadable.Change(("AdditionalOrigins:0", "https://elsewhere.example"), ("ClientSecret", "rotated"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reloadable.Services.Client().GetAsync(file));
        await reloadable.CallAsync();

        Assert.Equal(["Bearer token-1", "Bearer token-1"], reloadable.Sent);
        reloadable.Time.Advance(TimeSpan.FromHours(2));
        await reloadable.CallAsync();
        Assert.Contains("client_secret=rotated&", reloadable.TokenRequests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_is_allowed_and_refused_as_the_options_say_at_the_moment()
    {
        using var changes = new UserChanges("");
        var requireHttps = false;
        await using var services = new MethodServices(
            options => options.RequireHttps = requireHttps,
            builder => builder.Services.AddSingleton<IOptionsChangeTokenSource<Psd2Options>>(changes));
        await CallAsync();

        requireHttps = true;
        changes.Signal();
        await Assert.ThrowsAsync<InvalidOperationException>(CallAsync);
        requireHttps = false;
        changes.Signal();
        await CallAsync();

        Assert.Equal(2, services.Api.Requests.Count);

        Task CallAsync() => services.Client().SendAsync(MethodServices.Request("Open", "http://other.example/banks"));
    }

    [Fact]
    public async Task What_the_applications_own_code_throws_is_named_by_its_type_alone()
    {
        var isBroken = false;
        await using var reloadable = new Reloadable(
            options => options.RequireHttps = isBroken ? throw new InvalidTimeZoneException("Secret=do-not-show") : true);
        await reloadable.CallAsync();

        isBroken = true;
        reloadable.Change(("ClientSecret", "rotated"));

        Assert.Contains("stay in use: System.InvalidTimeZoneException", reloadable.Logged, StringComparison.Ordinal);
        Assert.DoesNotContain("do-not-show", reloadable.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reload_without_a_difference_changes_nothing()
    {
        await using var reloadable = new Reloadable();
        reloadable.Services.TokenEndpoint.Answer = (_, _) => Task.FromResult(Refusal());
        await Assert.ThrowsAsync<Psd2TokenException>(() => reloadable.CallAsync());

        reloadable.Change(("Unrelated:Key", "value"));
        await Assert.ThrowsAsync<Psd2TokenException>(() => reloadable.CallAsync());

        Assert.Single(reloadable.TokenRequests);
        Assert.DoesNotContain("have changed", reloadable.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_ends_the_pause_after_a_refusal()
    {
        await using var reloadable = new Reloadable();
        reloadable.Services.TokenEndpoint.Answer = (number, _) => Task.FromResult(
            number == 1 ? Refusal() : TokenEndpointStub.Token("granted"));
        await Assert.ThrowsAsync<Psd2TokenException>(() => reloadable.CallAsync());
        await Assert.ThrowsAsync<Psd2TokenException>(() => reloadable.CallAsync());
        Assert.Single(reloadable.TokenRequests);

        reloadable.Change(("ClientSecret", "the-right-one"));
        await reloadable.CallAsync();

        Assert.Equal(["Bearer granted"], reloadable.Sent);
    }

    [Theory]
    [InlineData("rotated", "rotated")]
    [InlineData("", "s3cret%26")]
    public async Task Options_may_change_between_the_start_of_the_host_and_the_first_use(string secret, string used)
    {
        await using var reloadable = new Reloadable();
        reloadable.StartHost();

        reloadable.Change(("ClientSecret", secret));
        await reloadable.CallAsync();

        Assert.Contains("client_secret=" + used, Assert.Single(reloadable.TokenRequests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_environment_that_changes_before_the_first_use_is_read_once_too()
    {
        await using var reloadable = new Reloadable();
        reloadable.StartHost();

        reloadable.Change(("Environment", "Production"));
        await reloadable.CallAsync();

        Assert.Equal("id.dev.aritma.io", Assert.Single(reloadable.TokenRequests).Address.Host);
        Assert.Contains(
            "Environment of the default PSD2 registration has changed, but is read once", reloadable.Logged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_token_source_of_the_users_own_is_listened_to(bool beforeFirstUse)
    {
        using var changes = new UserChanges("");
        var clientId = "first";
        await using var services = new TestServices(
            options => options.ClientId = clientId,
            builder => builder.Services.AddSingleton<IOptionsChangeTokenSource<Psd2Options>>(changes));
        services.Provider.GetRequiredService<IStartupValidator>().Validate();
        if (!beforeFirstUse)
        {
            await services.CallAsync();
        }

        clientId = "second";
        changes.Signal();
        await services.CallAsync();

        Assert.Contains("client_id=second&", services.TokenEndpoint.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_token_source_of_the_users_own_is_never_thrown_at()
    {
        using var changes = new UserChanges("");
        var clientId = "valid";
        await using var services = new TestServices(
            options => options.ClientId = clientId,
            builder => builder.Services.AddSingleton<IOptionsChangeTokenSource<Psd2Options>>(changes));
        services.Provider.GetRequiredService<IStartupValidator>().Validate();

        clientId = "";
        changes.Signal();
        await services.CallAsync();

        Assert.Contains("client_id=valid&", Assert.Single(services.TokenEndpoint.Requests).Body, StringComparison.Ordinal);
        Assert.Contains(services.Logs.Texts(), message => message.Contains("Psd2Options.ClientId is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_during_the_first_reading_is_not_missed()
    {
        using var changes = new UserChanges("");
        var reads = 0;
        await using var services = new TestServices(
            options =>
            {
                options.ClientId = ++reads == 1 ? "first" : "second";
                if (reads == 1)
                {
                    changes.Signal();
                }
            },
            builder => builder.Services.AddSingleton<IOptionsChangeTokenSource<Psd2Options>>(changes));

        await services.CallAsync();

        Assert.Contains("client_id=second&", Assert.Single(services.TokenEndpoint.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_token_source_of_another_registration_is_not_listened_to()
    {
        using var changes = new UserChanges("tenant-a");
        var reads = 0;
        await using var services = new TestServices(
            _ => reads++, builder => builder.Services.AddSingleton<IOptionsChangeTokenSource<Psd2Options>>(changes));
        await services.CallAsync();
        var readsSoFar = reads;

        changes.Signal();

        Assert.Equal(readsSoFar, reads);
    }

    [Fact]
    public async Task Named_registrations_change_by_themselves()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["A:Environment"] = "Production",
            ["A:ClientId"] = "a",
            ["A:ClientSecret"] = "secret-a",
            ["B:Environment"] = "Production",
            ["B:ClientId"] = "b",
            ["B:ClientSecret"] = "secret-b",
        }).Build();
        var endpoint = new TokenEndpointStub();
        await using var services = new TestServices(configure: builder =>
        {
            foreach (var name in new[] { "A", "B" })
            {
                builder.Services.AddPsd2(name, configuration.GetSection(name))
                    .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => endpoint));
            }
        });
        await GetTokenAsync("A");
        var kept = await GetTokenAsync("B");

        configuration["A:ClientId"] = "changed";
        configuration.Reload();
        await GetTokenAsync("A");

        Assert.Same(kept, await GetTokenAsync("B"));
        Assert.Equal(3, endpoint.Requests.Count);
        Assert.Contains("client_id=changed&client_secret=secret-a&", endpoint.Requests[2].Body, StringComparison.Ordinal);
        Assert.Contains(
            services.Logs.Texts(),
            message => message.Contains("The options of the PSD2 registration 'A' have changed", StringComparison.Ordinal));

        async Task<Psd2AccessToken> GetTokenAsync(string name) =>
            await services.Provider.GetRequiredKeyedService<IPsd2TokenProvider>(name).GetTokenAsync(["a"]);
    }

    [Fact]
    public async Task A_json_file_that_is_written_anew_applies()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "settings.json");
            await File.WriteAllTextAsync(file, """{"Psd2":{"ClientSecret":"first"}}""");
            using var configuration = (ConfigurationRoot)new ConfigurationBuilder().AddJsonFile(file).Build();
            await using var services = new TestServices(configure: builder => builder.Services.AddPsd2(configuration.GetSection("Psd2")));
            await services.CallAsync();

            await File.WriteAllTextAsync(file, """{"Psd2":{"ClientId":"erp","ClientSecret":"second"}}""");
            configuration.Reload();
            await services.CallAsync();

            Assert.Contains("client_secret=first&", services.TokenEndpoint.Requests[0].Body, StringComparison.Ordinal);
            Assert.Contains("client_id=erp&client_secret=second&", services.TokenEndpoint.Requests[1].Body, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Disposal_ends_the_subscription()
    {
        using var changes = new UserChanges("");
        var reads = 0;
        var reloadable = new Reloadable(
            _ => reads++, builder => builder.Services.AddSingleton<IOptionsChangeTokenSource<Psd2Options>>(changes));
        await reloadable.CallAsync();
        await reloadable.DisposeAsync();
        var readsSoFar = reads;

        reloadable.Change(("ClientId", "another"));
        changes.Signal();

        Assert.Equal(readsSoFar, reads);
    }

    private static HttpResponseMessage Refusal() =>
        TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest);

    /// <summary>Services whose options come from a configuration that a test changes.</summary>
    private sealed class Reloadable : IAsyncDisposable
    {
        private readonly IConfigurationRoot _configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Psd2:Environment"] = "Development" })
            .Build();

        public Reloadable(Action<Psd2Options>? options = null, Action<Psd2Builder>? configure = null) => Services = new TestServices(
            options,
            builder =>
            {
                builder.Services.AddPsd2(_configuration.GetSection("Psd2"));
                configure?.Invoke(builder);
            });

        public TestServices Services { get; }

        public FakeTimeProvider Time => Services.Time;

        public List<TokenEndpointStub.RecordedRequest> TokenRequests => Services.TokenEndpoint.Requests;

        public IEnumerable<string?> Sent => Services.Api.Requests.Select(request => request.Authorization);

        public string Logged => string.Join('\n', Services.Logs.Texts());

        /// <summary>Does what a host does first.</summary>
        public void StartHost() => Services.Provider.GetRequiredService<IStartupValidator>().Validate();

        public Task<HttpResponseMessage> CallAsync() => Services.CallAsync();

        /// <summary>Writes values and reloads, on the thread of the test.</summary>
        public void Change(params (string Key, string Value)[] values)
        {
            foreach (var (key, value) in values)
            {
                _configuration["Psd2:" + key] = value;
            }

            _configuration.Reload();
        }

        public ValueTask DisposeAsync() => Services.DisposeAsync();
    }

    private sealed class UserChanges(string name) : IOptionsChangeTokenSource<Psd2Options>, IDisposable
    {
        private CancellationTokenSource _change = new();

        public string? Name => name;

        public IChangeToken GetChangeToken() => new CancellationChangeToken(_change.Token);

        public void Signal()
        {
            using var changed = Interlocked.Exchange(ref _change, new CancellationTokenSource());
            changed.Cancel();
        }

        public void Dispose() => _change.Dispose();
    }
}
