using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Telemetry;

/// <summary>Logging while callers wait for a token.</summary>
internal static class GuardedLogging
{
    /// <summary>Logs, unless the logger throws: that must cost nobody a token.</summary>
    public static void Try(this ILogger logger, Action<ILogger> log)
    {
        try
        {
            log(logger);
        }
        catch (Exception)
        {
            // There is nowhere left to report it.
        }
    }
}
