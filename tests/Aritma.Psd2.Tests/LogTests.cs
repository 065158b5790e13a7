using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tests;

/// <summary>Operators filter and alert by event ids: a message may be reworded here and in docs/telemetry.md, its id stays.</summary>
public partial class LogTests
{
    private static readonly (int Id, LogLevel Level, string Message)[] Recorded =
    [
        (1, LogLevel.Information, "Got a token for '{Scopes}' from {Origin} ({Reason}), valid until {ExpiresAt:u}"),
        (2, LogLevel.Warning, "No new token ({Reason}), no other request for {Pause}: {Message}"),
        (3, LogLevel.Warning, "{EndpointHost} granted more than the scopes '{Scopes}' that were asked for: '{ExtraScopes}'"),
        (4, LogLevel.Debug, "A token request is repeated after {Delay}: {Message}"),
        (
            5,
            LogLevel.Warning,
            "The API rejected the fresh token for '{Scopes}' too. 401 reaches the callers, and a token is renewed once in 30 s"),
        (6, LogLevel.Information, "The options of {Registration} have changed; tokens are {Tokens}"),
        (7, LogLevel.Error, "The changed options of {Registration} can't be used, the last ones stay in use: {Reason}"),
        (
            8,
            LogLevel.Error,
            "{Property} of {Registration} has changed, but is read once: none of the changed options is used before the "
                + "application restarts"),
        (9, LogLevel.Warning, "Warm-up got no token for '{Scopes}': {Message}"),
        (
            10,
            LogLevel.Warning,
            "A call was cancelled while it waited for the token for '{Scopes}': by its caller, or by a time-out around it. The token "
                + "request goes on"),
        (
            101,
            LogLevel.Warning,
            "The distributed cache failed ({Cause}): until it works again, this instance requests its own tokens for {Registration}"),
        (
            102,
            LogLevel.Warning,
            "A token that was shared for {Registration} can't be read: it is damaged, or the instances don't share one "
                + "Data Protection key ring and application name (SetApplicationName)"),
        (
            103,
            LogLevel.Warning,
            "An entry of the distributed cache isn't the token of {Registration} that belongs under its key, and was "
                + "ignored. Check who writes to the cache"),
        (
            104,
            LogLevel.Warning,
            "A token that was shared for {Registration} has expired, but the distributed cache still holds it. Compare "
                + "the clocks of the instances and of the cache"),
        (
            105,
            LogLevel.Warning,
            "The distributed cache took {Duration} to answer: calls of {Registration} that need a new token wait for it"),
        (
            106,
            LogLevel.Warning,
            "The distributed cache of {Registration} is in the memory of this instance: it shares tokens with no other. Register one "
                + "that all instances reach"),
    ];

    [Fact]
    public void Each_message_keeps_its_id_and_level() => Assert.Equal(Recorded, Messages());

    [Fact]
    public void Each_message_is_documented() => Assert.Equal(
        Messages(),
        Row().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "telemetry.md")))
            .Select(row => (int.Parse(row.Groups[1].ValueSpan, null), Enum.Parse<LogLevel>(row.Groups[2].ValueSpan), row.Groups[3].Value)));

    [Fact]
    public async Task Callers_that_give_up_are_logged_once_for_each_token_that_is_acquired()
    {
        await using var services = new TestServices();
        for (var acquisition = 1; acquisition <= 2; acquisition++)
        {
            var answer = new TaskCompletionSource<HttpResponseMessage>();
            services.TokenEndpoint.Answer = (_, _) => answer.Task;
            using var impatience = new CancellationTokenSource();
            var patient = services.CallAsync();
            var given = Enumerable.Range(0, 3).Select(_ => services.CallAsync(cancellationToken: impatience.Token)).ToList();
            await services.TokenEndpoint.ReceivedAsync(acquisition);

            await impatience.CancelAsync();
            await Task.WhenAll(given.Select(call => Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)));
            answer.SetResult(TokenEndpointStub.Token("token"));
            await patient;

            Assert.Equal(acquisition, services.Logs.GetSnapshot().Count(record => record.Id.Id == 10));
            services.Time.Advance(TimeSpan.FromHours(2));
        }

        Assert.Contains(services.Logs.GetSnapshot(), record => record is { Level: LogLevel.Warning, Id.Id: 10 }
            && record.Message.StartsWith(
                "A call was cancelled while it waited for the token for 'banking.channel.psd2 banking.ais.read'",
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reasons_are_lower_case_and_durations_are_rounded_seconds()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(number == 1
            ? TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest)
            : TokenEndpointStub.Token("token"));

        await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        await services.Logs.LoggedAsync("No new token (cold), no other request for 5 s: The token endpoint");
        services.Time.Advance(TimeSpan.FromSeconds(5));
        await services.CallAsync();
        await services.Logs.LoggedAsync("from id.dev.aritma.io (cold), valid until");
    }

    [Theory]
    [InlineData(30, "30 s")]
    [InlineData(0.5, "0.5 s")]
    [InlineData(4.9999843, "5 s")]
    [InlineData(0.126, "0.13 s")]
    public void A_duration_is_seconds_with_two_decimals_at_most(double seconds, string text) =>
        Assert.Equal(text, Duration.Text(TimeSpan.FromSeconds(seconds)));

    private static IEnumerable<(int Id, LogLevel Level, string Message)> Messages() =>
        typeof(Log).GetMethods()
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .Select(message => (message.EventId, message.Level, message.Message))
            .OrderBy(message => message.EventId);

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
