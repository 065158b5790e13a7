using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Sharing;

/// <summary>The log messages of this package. An id keeps its meaning; 1 to 100 are those of Aritma.Psd2.</summary>
internal static partial class Log
{
    [LoggerMessage(101, LogLevel.Warning, "The distributed cache failed ({Cause}): until it works again, this node of {Registration} asks for its own tokens")]
    public static partial void SharingFailed(this ILogger logger, Psd2Builder registration, Type cause);

    [LoggerMessage(102, LogLevel.Warning, "A token that was shared for {Registration} can't be read: it is damaged, or the nodes don't share one Data Protection key ring and application name (SetApplicationName)")]
    public static partial void SharedTokenUnreadable(this ILogger logger, Psd2Builder registration);

    [LoggerMessage(103, LogLevel.Warning, "An entry of the distributed cache isn't the token of {Registration} that belongs under its key, and was ignored. Check who writes to the cache")]
    public static partial void SharedTokenForeign(this ILogger logger, Psd2Builder registration);

    [LoggerMessage(104, LogLevel.Warning, "A token that was shared for {Registration} has expired, but the distributed cache still holds it. Compare the clocks of the nodes and of the cache")]
    public static partial void SharedTokenExpired(this ILogger logger, Psd2Builder registration);
}
