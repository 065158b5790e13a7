using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Aritma.Psd2.Testing;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Aritma.Psd2.Tests;

/// <summary>A day of virtual time over real sockets, with a server that fails at random.</summary>
public class SoakTests(ITestOutputHelper output)
{
    /// <summary>Retries pass by themselves; the time limit of a request, a third of this, is the test's to reach.</summary>
    private static readonly TimeSpan TokenRequestTimeout = TimeSpan.FromMinutes(10);

    private static readonly string[] Registrations = ["default", "tenant"];
    private static readonly string[] Both = [Psd2Scope.ChannelPsd2, Psd2Scope.AisRead];
    private static readonly string[] Channel = [Psd2Scope.ChannelPsd2];

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    public async Task A_day_of_random_faults_breaks_no_rule(int seed)
    {
        await using var day = await Day.StartAsync(seed);
        await day.RunAsync(TimeSpan.FromHours(24));
        await day.RecoverAsync();

        var counts = day.Server.Counts.Concat(day.Outcomes).Select(count => $"{count.Key}: {count.Value}");
        output.WriteLine(string.Join('\n', counts.Order(StringComparer.Ordinal)));
        Assert.True(day.Server.Violations.IsEmpty, string.Join("\n", day.Server.Violations));
        Assert.All(
            [
                "token", "call", "401", "503", "429, short Retry-After", "503, long Retry-After", "drop", "stall", "slow", "html",
                "invalid_client", "unauthorized_client",
            ],
            kind => Assert.True(day.Server.Counts.GetValueOrDefault(kind) > 0, $"The day had no {kind}."));
        Assert.All(
            ["OK", "Unauthorized", "cancelled", "transient", "permanent"],
            outcome => Assert.True(day.Outcomes.GetValueOrDefault(outcome) > 0, $"No call ended {outcome}."));
        Assert.InRange(day.Outcomes["OK"], day.Server.Counts["call"] / 3, int.MaxValue);
    }

    private sealed class Day : IAsyncDisposable
    {
        private readonly SkippingTimeProvider _time = new();
        private readonly Random _random;
        private readonly ConfigurationManager _configuration = new();
        private readonly List<(string Client, TokenSource Source, string Name)> _clients = [];
        private ServiceProvider _services = null!;
        private int _rotations;
        private int _calls;

        private Day(int seed) => _random = new Random(seed);

        public UnreliableServer Server { get; private set; } = null!;

        public Dictionary<string, int> Outcomes { get; } = [];

        public static async Task<Day> StartAsync(int seed)
        {
            var day = new Day(seed);
            day.Server = await UnreliableServer.StartAsync(day._time, new Random(seed + 1));
            var services = new ServiceCollection();
            services.AddSingleton<TimeProvider>(day._time);
            services.AddLogging();
            foreach (var registration in Registrations)
            {
                day.Configure(registration, "erp");
                var section = day._configuration.GetSection(registration);
                var builder = registration == "default" ? services.AddPsd2(section) : services.AddPsd2(registration, section);
                builder.AddClient(services.AddHttpClient($"{registration}.accounts"), Both);
                builder.AddClient(services.AddHttpClient($"{registration}.consents"), Channel);
            }

            day._services = services.BuildServiceProvider();
            foreach (var (registration, key) in new[] { ("default", ""), ("tenant", "tenant") })
            {
                var sources = day._services.GetRequiredKeyedService<TokenSources>(key);
                foreach (var (client, scopes) in new[] { ("accounts", Both), ("consents", Channel) })
                {
                    var source = sources.Get(ScopeSet.Create(scopes, "The test"));
                    day._clients.Add(($"{registration}.{client}", source, $"{registration} {string.Join(' ', scopes)}"));
                }
            }

            return day;
        }

        public async Task RunAsync(TimeSpan duration)
        {
            for (var end = _time.GetUtcNow() + duration; _time.GetUtcNow() < end;)
            {
                await HappenAsync(_random.Next(1000));
                await CallAsync(_random.Next(1, 9));
                await AdvanceAsync(TimeSpan.FromSeconds(_random.Next(0, 60)));
            }
        }

        /// <summary>Nothing fails any more: after the longest pause, every client must work.</summary>
        public async Task RecoverAsync()
        {
            (Server.IsReliable, Server.RejectsAll) = (true, false);
            await ChangeOptionsAsync("default", isOtherClient: false);
            _time.Advance(TimeSpan.FromMinutes(21));
            var before = Outcomes["OK"];
            await CallAsync(100, mayCancel: false);
            Assert.Equal(before + 100, Outcomes["OK"]);
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await Server.DisposeAsync();
        }

        private async Task HappenAsync(int draw)
        {
            switch (draw)
            {
                case < 20:
                    Server.RevokeAll();
                    break;
                case < 22:
                    Server.RejectsAll = true;
                    break;
                case < 72:
                    Server.RejectsAll = false;
                    break;
                case < 92:
                    await ChangeOptionsAsync("default", isOtherClient: false);
                    break;
                case < 96:
                    await ChangeOptionsAsync("tenant", isOtherClient: true);
                    break;
                case < 98:
                    // The secret was changed at Aritma, and nobody told the application.
                    Server.Secrets["erp"] = "changed";
                    break;
            }
        }

        /// <summary>A new secret, or a new client, is used by the application and known to the server.</summary>
        private async Task ChangeOptionsAsync(string registration, bool isOtherClient)
        {
            await QuiesceAsync();
            Configure(registration, isOtherClient ? $"erp-{++_rotations}" : _configuration[$"{registration}:ClientId"]!);
            ((IConfigurationRoot)_configuration).Reload();
            var clientId = _configuration[$"{registration}:ClientId"];
            foreach (var changed in Registrations.Where(other => _configuration[$"{other}:ClientId"] == clientId))
            {
                Server.OptionsChanged(changed, isOtherClient);
            }
        }

        private void Configure(string registration, string client)
        {
            var secret = Server.Secrets[client] = $"secret-{++_rotations}";
            _configuration[$"{registration}:ClientId"] = client;
            foreach (var same in Registrations.Where(other => _configuration[$"{other}:ClientId"] == client))
            {
                _configuration[$"{same}:ClientSecret"] = secret;
            }

            _configuration[$"{registration}:TokenEndpoint"] = new Uri(Server.Address, $"/token/{registration}").AbsoluteUri;
            _configuration[$"{registration}:ApiBaseAddress"] = new Uri(Server.Address, "/api").AbsoluteUri;
            _configuration[$"{registration}:TokenRequestTimeout"] = TokenRequestTimeout.ToString("c", CultureInfo.InvariantCulture);
        }

        private async Task CallAsync(int number, bool mayCancel = true)
        {
            var calls = Enumerable.Range(0, number)
                .Select(_ => _clients[_random.Next(_clients.Count)])
                .Select(client => (client.Name, Call: SendAsync(client.Client, client.Name, mayCancel && _random.Next(20) == 0)))
                .ToArray();
            while (calls.Where(call => !call.Call.IsCompleted).ToArray() is { Length: > 0 } pending)
            {
                await Task.WhenAny(Task.WhenAll(pending.Select(call => call.Call)), Server.StallAsync());
                await PassStallsAsync([.. pending.Select(call => (call.Name, (Task)call.Call))]);
            }

            foreach (var (_, call) in calls)
            {
                Outcomes[await call] = Outcomes.GetValueOrDefault(await call) + 1;
            }
        }

        private async Task<string> SendAsync(string client, string source, bool isImpatient)
        {
            using var http = _services.GetRequiredService<IHttpClientFactory>().CreateClient(client);
            using var request = new HttpRequestMessage(HttpMethod.Get, "accounts");
            request.Headers.Add(UnreliableServer.SourceHeader, source);
            request.Headers.Add(UnreliableServer.StartedHeader, _time.GetUtcNow().Ticks.ToString(CultureInfo.InvariantCulture));
            if (Interlocked.Increment(ref _calls) % 2 == 0)
            {
                // A body that can be read only once.
                request.Method = HttpMethod.Post;
                request.Content = JsonContent.Create(new { consents = Once("a", "b") });
                request.Headers.Add(UnreliableServer.BodyHeader, """{"consents":["a","b"]}""");
            }

            request.Headers.Add(UnreliableServer.EpochHeader, Server.Epoch.ToString(CultureInfo.InvariantCulture));
            using var patience = new CancellationTokenSource();
            try
            {
                var call = http.SendAsync(request, patience.Token);
                if (isImpatient)
                {
                    await patience.CancelAsync();
                }

                using var response = await call;
                return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Unauthorized
                    ? response.StatusCode.ToString()
                    : throw new InvalidOperationException($"The server never answers {response.StatusCode}.");
            }
            catch (OperationCanceledException) when (isImpatient)
            {
                return "cancelled";
            }
            catch (Psd2TokenException failure)
            {
                return failure.IsTransient ? "transient" : "permanent";
            }
        }

        private static IEnumerable<string> Once(params string[] texts)
        {
            var queue = new Queue<string>(texts);
            while (queue.TryDequeue(out var text))
            {
                yield return text;
            }
        }

        private async Task AdvanceAsync(TimeSpan by)
        {
            await PassStallsAsync([]);
            _time.Advance(by);
        }

        private async Task QuiesceAsync()
        {
            while (_clients.Any(client => client.Source.Status.IsRequesting))
            {
                await PassStallsAsync([]);
                await Task.Yield();
            }
        }

        /// <summary>Waits until all that is under way is held by the server, then lets the time limits of its requests pass.</summary>
        private async Task PassStallsAsync((string Source, Task Call)[] calls)
        {
            var stalled = Server.Stalled();
            while (calls.Any(call => !call.Call.IsCompleted && !stalled.ContainsValue(call.Source))
                || _clients.Any(client => client.Source.Status.IsRequesting && !stalled.ContainsValue(client.Name)))
            {
                await Task.Yield();
                stalled = Server.Stalled();
            }

            if (stalled.Count == 0)
            {
                return;
            }

            _time.Advance(TokenRequestTimeout / 3);
            while (Server.Stalled().Keys.Intersect(stalled.Keys).Any())
            {
                await Task.Yield();
            }
        }
    }
}
