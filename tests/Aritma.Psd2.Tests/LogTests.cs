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
        (4, LogLevel.Debug, "A token request was repeated after {Delay}: {Message}"),
        (
            5,
            LogLevel.Warning,
            "The API rejected the fresh token for '{Scopes}' too. 401 reaches the callers, and tokens are renewed less often"),
        (6, LogLevel.Information, "The options of {Registration} have changed; tokens are {Tokens}"),
        (7, LogLevel.Error, "The changed options of {Registration} can't be used, the last ones stay in use: {Reason}"),
        (
            8,
            LogLevel.Error,
            "{Property} of {Registration} has changed, but is read once: none of the changed options is used before the "
                + "application restarts"),
        (9, LogLevel.Warning, "Warm-up got no token for '{Scopes}': {Message}"),
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
    ];

    [Fact]
    public void Each_message_keeps_its_id_and_level() => Assert.Equal(Recorded, Messages());

    [Fact]
    public void Each_message_is_documented() => Assert.Equal(
        Messages(),
        Row().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "telemetry.md")))
            .Select(row => (int.Parse(row.Groups[1].ValueSpan, null), Enum.Parse<LogLevel>(row.Groups[2].ValueSpan), row.Groups[3].Value)));

    private static IEnumerable<(int Id, LogLevel Level, string Message)> Messages() =>
        typeof(Log).GetMethods()
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .Select(message => (message.EventId, message.Level, message.Message))
            .OrderBy(message => message.EventId);

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
