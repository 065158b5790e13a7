namespace Aritma.Psd2.Package.Tests;

/// <summary>A packed library that has clients, and a console project that names that library and no other package.</summary>
[Collection(nameof(PackedPackages))]
public class LibraryTests(PackedPackages packages)
{
    private const string Library = """
        using System.Threading.Tasks;
        using Aritma.Psd2;
        using Refit;

        namespace Contoso.Banking;

        [Psd2Scopes(Psd2Scope.AisRead)]
        public interface IAccountsApi
        {
            [Get("/accounts")]
            Task<string> GetAsync();
        }
        """;

    /// <summary>Has a client of its own, which only Refit's generator and ours, two packages away, can make work.</summary>
    private const string Program = """
        using System;
        using System.Threading.Tasks;
        using Aritma.Psd2;
        using Contoso.Banking;
        using Microsoft.Extensions.DependencyInjection;
        using Refit;

        var services = new ServiceCollection();
        services.AddContosoBanking(options =>
            {
                options.Environment = Psd2Environment.Production;
                (options.ClientId, options.ClientSecret) = ("erp", "secret");
            })
            .AddBanksApi()
            .AnswerInMemory();
        await using var provider = services.BuildServiceProvider();
        Console.WriteLine(await provider.GetRequiredService<IAccountsApi>().GetAsync());
        Console.WriteLine(await provider.GetRequiredService<IBanksApi>().GetAsync());

        [Psd2Scopes(Psd2Scope.ChannelPsd2)]
        internal interface IBanksApi
        {
            [Get("/banks")]
            Task<string> GetAsync();
        }
        """;

    [SlowFact]
    public async Task A_project_that_names_only_the_library_runs_the_librarys_clients_and_its_own()
    {
        var library = packages.CreateProject(
            "Contoso.Banking", ["Aritma.Psd2"], "<Psd2RegistrationMethod>AddContosoBanking</Psd2RegistrationMethod>", Library);
        var (packed, log) = await Build.DotnetAsync(library, "pack", "-o", packages.Feed);
        Assert.True(packed == 0, log);
        var application = packages.CreateProject(
            "Consumer", ["Contoso.Banking"], "<OutputType>Exe</OutputType>", Program, InMemoryBank.Source);

        var (exitCode, output) = await Build.DotnetAsync(application, "run");

        Assert.True(exitCode == 0, output);
        Assert.Contains("GET https://banking.aritma.io/api/accounts Bearer a-token", output, StringComparison.Ordinal);
        Assert.Contains("GET https://banking.aritma.io/api/banks Bearer a-token", output, StringComparison.Ordinal);
    }
}
