using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Sharing;

/// <summary>The problems that last: each is logged when it begins, and again only after it has ended.</summary>
internal sealed class SharingProblems(Psd2Builder registration, ILogger logger)
{
    private int _lasting;

    /// <param name="problem">One problem, or none.</param>
    /// <param name="detail">What was thrown, or how long it took. The message of an exception isn't logged: a cache may quote in it what
    /// it was given.</param>
    public void Begin(SharingProblem problem, string detail = "")
    {
        if (((SharingProblem)Interlocked.Or(ref _lasting, (int)problem)).HasFlag(problem))
        {
            return;
        }

        logger.Try(_ => Log(problem, detail));
    }

    /// <param name="problems">Any number of problems.</param>
    public void End(SharingProblem problems) => Interlocked.And(ref _lasting, ~(int)problems);

    private void Log(SharingProblem problem, string detail)
    {
        switch (problem)
        {
            case SharingProblem.Failed:
                logger.SharingFailed(registration, detail);
                break;
            case SharingProblem.Unreadable:
                logger.SharedTokenUnreadable(registration);
                break;
            case SharingProblem.Foreign:
                logger.SharedTokenForeign(registration);
                break;
            case SharingProblem.Expired:
                logger.SharedTokenExpired(registration);
                break;
            case SharingProblem.Slow:
                logger.SharingSlow(detail, registration);
                break;
            case SharingProblem.InMemory:
                logger.SharingInMemory(registration);
                break;
        }
    }
}
