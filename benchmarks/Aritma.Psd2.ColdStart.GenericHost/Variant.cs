using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.ColdStart;

/// <summary>What authorizes the call. All else is the same: Refit's generated client, its JSON, the stubs that answer.</summary>
internal static class Variant
{
    /// <param name="services">The services of the host.</param>
    /// <param name="args">The variant, and whether the stubs answer "at-once" or "suspended".</param>
    /// <returns>Makes the first call.</returns>
    public static Func<IServiceProvider, Task<AccountList>> Register(IServiceCollection services, string[] args)
    {
        var stubs = new Stubs(suspend: args[1] == "suspended");
        switch (args[0])
        {
            case "static-header":
                StaticHeader.Register(services, stubs);
                return host => host.GetRequiredService<IUnannotatedAccountsApi>().GetAccountsAsync("consent");
            case "hand-written":
                HandWritten.Register(services, stubs);
                return host => host.GetRequiredService<IUnannotatedAccountsApi>().GetAccountsAsync("consent");
            case "psd2":
                Psd2.Register(services, stubs);
                return host => host.GetRequiredService<IAccountsApi>().GetAccountsAsync("consent");
            default:
                throw new ArgumentException($"There is no variant '{args[0]}'.", nameof(args));
        }
    }
}
