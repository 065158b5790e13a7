namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>What the command line says.</summary>
/// <param name="Users">How many users there are at the same time.</param>
/// <param name="Duration">How long they go on. The first third warms up, and counts for nothing but errors and token requests.</param>
/// <param name="Pause">How long a user reads a page on average.</param>
/// <param name="MostGrowth">The memory of the last third, as a multiple of that of the second, at which the load fails.</param>
internal sealed record LoadOptions(int Users, TimeSpan Duration, TimeSpan Pause, double MostGrowth)
{
    /// <summary>For comparison: what is the same for few users as for many doesn't come from the load.</summary>
    public int FewUsers => Math.Max(Users / 10, 1);
}
