using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Sockets;

/// <summary>Kestrel on a loopback port: an API that answers with two accounts, and a token endpoint that takes its time.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly byte[] Accounts =
        """{"accounts":[{"id":"1","iban":"NO9386011117947","currency":"NOK"},{"id":"2","currency":"EUR"}]}"""u8.ToArray();

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Span> _tokenRequests = new();
    private string _revoked = "";
    private int _tokens;
    private int _rejections;

    public Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(context => context.Request.Path == "/connect/token" ? IssueTokenAsync(context.Response) : AnswerAsync(context));
    }

    /// <summary>From the arrival of a token request to its answer, as timestamps of <see cref="Stopwatch"/>.</summary>
    internal sealed record Span(long Start, long End);

    public Uri TokenEndpoint => new(new Uri(_app.Urls.Single()), "connect/token");

    public Uri ApiBaseAddress => new(new Uri(_app.Urls.Single()), "api/");

    public int TokenLifetimeInSeconds { get; init; } = 3600;

    /// <summary>How long the token endpoint takes.</summary>
    public TimeSpan TokenDelay { get; init; }

    /// <summary>Where calls wait for each other before they are answered.</summary>
    public Rendezvous? Rendezvous { get; set; }

    public IReadOnlyCollection<Span> TokenRequests => _tokenRequests;

    /// <summary>How many calls were answered with 401.</summary>
    public int Rejections => _rejections;

    /// <summary>A token of a usual length.</summary>
    public static string Token(int number) => $"{new string('t', 950)}{number:D9}";

    public async Task<Server> StartAsync()
    {
        await _app.StartAsync();
        return this;
    }

    /// <summary>Revokes the token that was issued last.</summary>
    public void RevokeToken() => Volatile.Write(ref _revoked, $"Bearer {Token(_tokens)}");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task IssueTokenAsync(HttpResponse response)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.Delay(TokenDelay, TimeProvider.System);
        var token = Token(Interlocked.Increment(ref _tokens));
        _tokenRequests.Enqueue(new Span(start, Stopwatch.GetTimestamp()));
        response.ContentType = "application/json";
        await response.WriteAsync(
            $$"""{"access_token":"{{token}}","expires_in":{{TokenLifetimeInSeconds}},"token_type":"Bearer"}""");
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var isRevoked = context.Request.Headers.Authorization == Volatile.Read(ref _revoked);
        if (Rendezvous is { } rendezvous)
        {
            await rendezvous.ArriveAsync();
        }

        if (isRevoked)
        {
            Interlocked.Increment(ref _rejections);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Accounts);
    }
}
