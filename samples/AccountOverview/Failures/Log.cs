namespace AccountOverview.Failures;

internal static partial class Log
{
    [LoggerMessage(EventId = 1, Message = "A user was answered with {Status}: {Reason}")]
    public static partial void LogFailure(this ILogger logger, LogLevel level, int status, string? reason);
}
