using System.Collections.Concurrent;
using System.Net;
using Aritma.Psd2.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

public class IsolationTests
{
    private const int Callers = 8;
    private const int CallsOfEach = 750;

    private static readonly string[][] ScopeSets = [["a"], ["b"], ["a", "b"], ["b", "c", "a"]];

    [Fact]
    public async Task Whatever_runs_at_the_same_time_each_call_carries_a_token_of_its_own_registration_and_scopes()
    {
        var time = new SkippingTimeProvider();
        var issuer = new Issuer(time);
        var api = new Api(issuer);
        await using var provider = BuildServices(time, issuer, api);
        var clients = provider.GetRequiredService<IHttpClientFactory>();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller))));

        Assert.Empty(issuer.Mismatches);
        Assert.Empty(api.Mismatches);
        Assert.Equal(Callers * CallsOfEach, api.Accepted);

        // Else little of what can mix tokens up has happened.
        Assert.InRange(api.Rejected, 100, int.MaxValue);
        Assert.InRange(issuer.Issued, 200, int.MaxValue);
        Assert.Equal(Account.All.Count * ScopeSets.Length, api.Callers);

        async Task CallAsync(int caller)
        {
            var random = new Random(caller);
            for (var call = 0; call < CallsOfEach; call++)
            {
                var account = Account.All[random.Next(Account.All.Count)];
                var scopes = ScopeSets[random.Next(ScopeSets.Length)];
                bool isAccepted;
                do
                {
                    time.Advance(TimeSpan.FromSeconds(random.Next(4)));
                    isAccepted = await IsAcceptedAsync(
                        clients.CreateClient(ClientName(account, scopes)), new Uri($"x?{caller}-{call}", UriKind.Relative));
                }
                while (!isAccepted);
            }
        }
    }

    private static async Task<bool> IsAcceptedAsync(HttpClient client, Uri address)
    {
        try
        {
            using var response = await client.GetAsync(address);
            return response.IsSuccessStatusCode;
        }
        catch (Psd2TokenException failure) when (failure.IsTransient)
        {
            // The other callers have moved the clock past the time limit of the token request.
            return false;
        }
    }

    private static ServiceProvider BuildServices(TimeProvider time, Issuer issuer, Api api)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        foreach (var account in Account.All)
        {
            var builder = services.AddPsd2(account.Name, options =>
            {
                options.TokenEndpoint = account.Endpoint;
                options.ApiBaseAddress = new Uri("https://api.example/psd2");
                options.ClientId = account.ClientId;
                options.ClientSecret = account.Secret;
                options.TokenRequestTimeout = TimeSpan.FromMinutes(5);
            });
            builder.ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => new Endpoint(issuer, account)));
            foreach (var scopes in ScopeSets)
            {
                builder.AddClient(
                    services.AddHttpClient(ClientName(account, scopes))
                        .ConfigurePrimaryHttpMessageHandler(() => new ClientConnection(api, account, scopes)),
                    scopes);
            }
        }

        return services.BuildServiceProvider();
    }

    private static string ClientName(Account account, string[] scopes) => $"{account.Name}: {string.Join(' ', scopes)}";

    /// <summary>A registration. They differ in as little as they can: in the endpoint, the client id or the secret only.</summary>
    private sealed record Account(string Name, Uri Endpoint, string ClientId, string Secret)
    {
        public static IReadOnlyList<Account> All { get; } =
        [
            .. from tenant in new[] { "north", "south", "North" }
               from clientId in new[] { "erp", "bank" }
               from secret in new[] { "s1", "s2" }
               select new Account($"{tenant}/{clientId}/{secret}", new Uri($"https://id.example/{tenant}/token"), clientId, secret),
        ];
    }

    /// <param name="Owner">Whom it was issued to.</param>
    /// <param name="Scope">What it grants, in order.</param>
    /// <param name="Uses">How many calls it serves until the API takes it for revoked.</param>
    /// <param name="Expires">When it expires.</param>
    private sealed record Issue(Account Owner, string Scope, int Uses, DateTimeOffset Expires)
    {
        private int _used;

        public bool TryUse(DateTimeOffset now) => now < Expires && Interlocked.Increment(ref _used) <= Uses;
    }

    private sealed class Issuer(TimeProvider time)
    {
        private readonly ConcurrentDictionary<string, Issue> _issues = new();
        private int _serial;

        public ConcurrentQueue<string> Mismatches { get; } = new();

        public int Issued => _serial;

        public DateTimeOffset Now => time.GetUtcNow();

        public Issue? Find(string? token) => _issues.GetValueOrDefault(token ?? "");

        public HttpResponseMessage Answer(Account connectedBy, Uri address, string form)
        {
            var fields = form.Split('&')
                .Select(field => field.Split('=', 2))
                .ToDictionary(field => field[0], field => Uri.UnescapeDataString(field[1]));
            var sent = (address, fields["client_id"], fields["client_secret"]);
            if (Account.All.SingleOrDefault(account => (account.Endpoint, account.ClientId, account.Secret) == sent) != connectedBy)
            {
                Mismatches.Enqueue($"{connectedBy.Name} sent the credentials of {fields["client_id"]} to {address}");
            }

            var serial = Interlocked.Increment(ref _serial);
            var random = new Random(serial);
            var life = random.Next(2, 600);
            _issues[$"t{serial}"] = new Issue(connectedBy, Sorted(fields["scope"].Split(' ')), random.Next(1, 40), Now.AddSeconds(life));
            return TokenEndpointStub.Json(
                $$"""{"access_token":"t{{serial}}","expires_in":{{life}},"token_type":"Bearer","scope":"{{fields["scope"]}}"}""");
        }
    }

    private sealed class Api(Issuer issuer)
    {
        private readonly ConcurrentDictionary<string, int> _callers = new();
        private int _accepted;
        private int _rejected;

        public ConcurrentQueue<string> Mismatches { get; } = new();

        public int Accepted => _accepted;

        public int Rejected => _rejected;

        public int Callers => _callers.Count;

        private void Check(string? token, Account account, string[] scopes)
        {
            var issue = issuer.Find(token);
            if (issue?.Owner != account || issue.Scope != Sorted(scopes))
            {
                Mismatches.Enqueue($"{ClientName(account, scopes)} carried {token} of {issue?.Owner.Name} for '{issue?.Scope}'");
            }
        }

        public HttpStatusCode Answer(string? token, Account account, string[] scopes)
        {
            Check(token, account, scopes);
            _callers.TryAdd(ClientName(account, scopes), 0);
            if (issuer.Find(token)?.TryUse(issuer.Now) ?? false)
            {
                Interlocked.Increment(ref _accepted);
                return HttpStatusCode.OK;
            }

            Interlocked.Increment(ref _rejected);
            return HttpStatusCode.Unauthorized;
        }
    }

    private static string Sorted(string[] scopes) => string.Join(' ', scopes.Order(StringComparer.Ordinal));

    private sealed class Endpoint(Issuer issuer, Account account) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return issuer.Answer(account, request.RequestUri!, await request.Content!.ReadAsStringAsync(cancellationToken));
        }
    }

    /// <summary>The way from one client to the API, which so knows who calls.</summary>
    private sealed class ClientConnection(Api api, Account account, string[] scopes) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var token = request.Headers.Authorization?.Parameter;

            // Some answers are there at once, others come later and on another thread.
            if (request.RequestUri!.Query.Length % 2 == 0)
            {
                await Task.Yield();
            }

            return new HttpResponseMessage(api.Answer(token, account, scopes));
        }
    }
}
