using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tests;

/// <summary>
/// Token endpoints and APIs on a loopback port, which fail at random and hold each request to the rules: <see cref="Violations"/>.
/// A source is what has a token of its own: one registration and one scope set. It is no WireMock: it drops connections, and sees when
/// a client gives up.
/// </summary>
internal sealed class UnreliableServer : IAsyncDisposable
{
    public const string SourceHeader = "X-Source";
    public const string StartedHeader = "X-Started";
    public const string EpochHeader = "X-Epoch";

    /// <summary>What the body must be.</summary>
    public const string BodyHeader = "X-Body";

    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(600);
    private static readonly TimeSpan RenewalPause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly Dictionary<string, Token> _tokens = [];
    private readonly Dictionary<string, History> _histories = [];
    private readonly Dictionary<HttpContext, string> _stalled = [];
    private readonly WebApplication _application;
    private TaskCompletionSource _stall = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private UnreliableServer(TimeProvider time, Random random)
    {
        (_time, _random) = (time, random);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public Uri Address => new(_application.Urls.Single());

    public ConcurrentQueue<string> Violations { get; } = new();

    public ConcurrentDictionary<string, int> Counts { get; } = new();

    /// <summary>The secret of each client.</summary>
    public ConcurrentDictionary<string, string> Secrets { get; } = new();

    /// <summary>How many changes of the options there were: a token from before the last change of its client must not be used.</summary>
    public int Epoch { get; private set; }

    /// <summary>Whether anything fails.</summary>
    public bool IsReliable { get; set; }

    /// <summary>Whether the API rejects every token.</summary>
    public bool RejectsAll { get; set; }

    public static async Task<UnreliableServer> StartAsync(TimeProvider time, Random random)
    {
        var server = new UnreliableServer(time, random);
        await server._application.StartAsync();
        return server;
    }

    /// <summary>The token requests that are held until their client gives up, and their sources.</summary>
    public Dictionary<HttpContext, string> Stalled()
    {
        lock (_gate)
        {
            return new(_stalled);
        }
    }

    /// <summary>Ends when a token request is held.</summary>
    public Task StallAsync()
    {
        lock (_gate)
        {
            return _stalled.Count > 0 ? Task.CompletedTask : _stall.Task;
        }
    }

    public void RevokeAll()
    {
        lock (_gate)
        {
            foreach (var token in _tokens.Values)
            {
                token.IsRevoked = true;
            }
        }
    }

    /// <summary>Notes that the options of an application have changed.</summary>
    public void OptionsChanged(string registration, bool isOtherClient)
    {
        lock (_gate)
        {
            Epoch++;
            foreach (var (source, history) in _histories)
            {
                if (source.StartsWith(registration + ' ', StringComparison.Ordinal))
                {
                    history.NotBefore = default;
                    history.LastRenewal = default;
                    history.IsReset = true;
                    history.FirstEpoch = isOtherClient ? Epoch : history.FirstEpoch;
                }
            }
        }
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private Task AnswerAsync(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/token", StringComparison.Ordinal, out var registration)
            ? AnswerTokenRequestAsync(context, registration.Value![1..])
            : AnswerCallAsync(context);

    private async Task AnswerTokenRequestAsync(HttpContext context, string registration)
    {
        var form = await context.Request.ReadFormAsync();
        var (client, secret, scope) = (form["client_id"].ToString(), form["client_secret"].ToString(), form["scope"].ToString());
        var source = $"{registration} {scope}";
        if (!IsReliable && Draw(4))
        {
            Count("slow");
            await Task.Delay(TimeSpan.FromSeconds(3), _time);
        }

        Func<Task> answer;
        lock (_gate)
        {
            var history = _histories.TryGetValue(source, out var known) ? known : _histories[source] = new History();
            if (_time.GetUtcNow() < history.NotBefore)
            {
                Violations.Enqueue($"A token request for '{source}' came {history.NotBefore - _time.GetUtcNow()} too early.");
            }

            answer = Fault(context, history, source)
                ?? (Secrets.GetValueOrDefault(client) != secret
                    ? Refuse(context, history, "invalid_client")
                    : Issue(context, history, source, client));
        }

        await answer();
    }

    private Func<Task>? Fault(HttpContext context, History history, string source)
    {
        switch (IsReliable ? 1000 : _random.Next(100))
        {
            case < 8:
                Count("503");
                return () => StatusAsync(context, HttpStatusCode.ServiceUnavailable);
            case < 11:
                Count("429, short Retry-After");

                // With the delay of the fourth retry it is short enough for the clock to skip.
                context.Response.Headers.RetryAfter = Wait(history, TimeSpan.FromSeconds(_random.Next(1, 6)));
                return () => StatusAsync(context, HttpStatusCode.TooManyRequests);
            case < 13:
                Count("503, long Retry-After");
                context.Response.Headers.RetryAfter = Wait(history, TimeSpan.FromSeconds(_random.Next(601, 1200)));
                return () => StatusAsync(context, HttpStatusCode.ServiceUnavailable);
            case < 18:
                Count("drop");
                return () =>
                {
                    context.Abort();
                    return Task.CompletedTask;
                };
            case < 20:
                Count("stall");
                return () => StallUntilAbortedAsync(context, source);
            case < 22:
                Count("html");
                Wait(history, TimeSpan.FromSeconds(5));
                return () => context.Response.WriteAsync("<html>Welcome to the guest network</html>");
            case < 24:
                return Refuse(context, history, "unauthorized_client");
            default:
                return null;
        }
    }

    private Func<Task> Refuse(HttpContext context, History history, string error)
    {
        Count(error);
        Wait(history, TimeSpan.FromSeconds(5));
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return () => context.Response.WriteAsJsonAsync(new { error });
    }

    private Func<Task> Issue(HttpContext context, History history, string source, string client)
    {
        Count("token");
        var now = _time.GetUtcNow();

        // From 75 %, counted from the client's request. The clock may have jumped since then, by the delays of others.
        var isExpiring = history.Last is null || now >= history.Last.Issued + (Lifetime * 0.65);
        if (!isExpiring && !history.IsReset)
        {
            if (!history.Last!.IsRejected)
            {
                Violations.Enqueue($"A token for '{source}' was asked for that nothing called for.");
            }

            if (now < history.LastRenewal + RenewalPause)
            {
                Violations.Enqueue($"A token for '{source}' was renewed {now - history.LastRenewal} after the last renewal.");
            }

            history.LastRenewal = now;
        }

        history.IsReset = false;
        var token = new Token($"{source.Replace(' ', '.')}.{client}.{_tokens.Count}", source, client, now, Epoch);
        history.Last = _tokens[token.Value] = token;
        return () => context.Response.WriteAsJsonAsync(
            new { access_token = token.Value, token_type = "Bearer", expires_in = (int)Lifetime.TotalSeconds });
    }

    private async Task AnswerCallAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (body != headers[BodyHeader].ToString())
        {
            Violations.Enqueue($"A call had the body '{body}' in place of '{headers[BodyHeader]}'.");
        }

        var (source, epoch) = (headers[SourceHeader].ToString(), int.Parse(headers[EpochHeader]!, CultureInfo.InvariantCulture));
        var started = new DateTimeOffset(long.Parse(headers[StartedHeader]!, CultureInfo.InvariantCulture), TimeSpan.Zero);
        lock (_gate)
        {
            Count("call");
            var authorization = headers.Authorization.ToString();
            if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal)
                || !_tokens.TryGetValue(authorization["Bearer ".Length..], out var token))
            {
                Violations.Enqueue($"A call for '{source}' had no token: '{authorization}'.");
                return;
            }

            if (token.Source != source)
            {
                Violations.Enqueue($"A call for '{source}' had the token of '{token.Source}'.");
            }

            if (started >= token.Issued + Lifetime)
            {
                Violations.Enqueue($"A call for '{source}' had a token that expired {started - token.Issued - Lifetime} before.");
            }

            if (epoch >= _histories[source].FirstEpoch && token.Epoch < _histories[source].FirstEpoch)
            {
                Violations.Enqueue($"A call for '{source}' had a token of the client before the change.");
            }

            if (!token.IsRevoked && !RejectsAll)
            {
                return;
            }

            Count("401");
            token.IsRejected = true;
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }

    private async Task StallUntilAbortedAsync(HttpContext context, string source)
    {
        lock (_gate)
        {
            _stalled.Add(context, source);
            _stall.TrySetResult();
        }

        var aborted = new TaskCompletionSource();
        using var registration = context.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
        lock (_gate)
        {
            _stalled.Remove(context);
            _stall = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private bool Draw(int percent)
    {
        lock (_gate)
        {
            return _random.Next(100) < percent;
        }
    }

    private string Wait(History history, TimeSpan pause)
    {
        history.NotBefore = _time.GetUtcNow() + pause;
        return pause.TotalSeconds.ToString(CultureInfo.InvariantCulture);
    }

    private void Count(string what) => Counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    private static Task StatusAsync(HttpContext context, HttpStatusCode status)
    {
        context.Response.StatusCode = (int)status;
        return Task.CompletedTask;
    }

    private sealed record Token(string Value, string Source, string Client, DateTimeOffset Issued, int Epoch)
    {
        public bool IsRevoked { get; set; }

        public bool IsRejected { get; set; }
    }

    private sealed class History
    {
        public Token? Last { get; set; }

        public DateTimeOffset LastRenewal { get; set; }

        public DateTimeOffset NotBefore { get; set; }

        /// <summary>Whether the options have changed since the last token.</summary>
        public bool IsReset { get; set; }

        /// <summary>The first epoch of the client in use.</summary>
        public int FirstEpoch { get; set; }
    }
}
