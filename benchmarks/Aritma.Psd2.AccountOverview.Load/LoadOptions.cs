namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>What the command line says.</summary>
/// <param name="Users">How many users there are at the same time.</param>
/// <param name="Duration">How long they go on. The first third counts for nothing but errors and token requests.</param>
/// <param name="WarmUp">How long a tenth of them come before: at first the sample does little but compile its methods.</param>
/// <param name="Pause">How long a user reads a page on average.</param>
/// <param name="MostGrowth">How much memory the sample may have in the last third, as a multiple of that in the second.</param>
internal sealed record LoadOptions(int Users, TimeSpan Duration, TimeSpan WarmUp, TimeSpan Pause, double MostGrowth)
{
    /// <summary>A tenth, for comparison: what a page costs should not depend on how many others are asked for.</summary>
    public int FewUsers => Math.Max(Users / 10, 1);
}
