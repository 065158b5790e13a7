namespace Aritma.Psd2.Package.Tests;

/// <summary>Console projects that name this package and no other.</summary>
[Collection(nameof(PackedPackages))]
public class ConsumerTests(PackedPackages packages)
{
    private const string Program = """
        using System;
        using System.Threading.Tasks;
        using Aritma.Psd2;
        using Microsoft.Extensions.DependencyInjection;
        using Refit;

        var services = new ServiceCollection();
        services.AddPsd2Clients(options =>
            {
                options.Environment = Psd2Environment.Production;
                (options.ClientId, options.ClientSecret) = ("erp", "secret");
            })
            .AnswerInMemory();
        await using var provider = services.BuildServiceProvider();
        Console.WriteLine(await provider.GetRequiredService<IAccountsApi>().GetAsync());

        [Psd2Scopes(Psd2Scope.AisRead)]
        internal interface IAccountsApi
        {
            [Get("/accounts")]
            Task<string> GetAsync();
        }
        """;

    [SlowTheory]
    [InlineData("enable", "12", "")]
    [InlineData("disable", "latest", "AddContosoBanking")]
    public async Task A_console_project_restores_builds_without_a_warning_and_runs(
        string nullable, string languageVersion, string registrationMethod)
    {
        var project = Create(
            $"""
            <Nullable>{nullable}</Nullable>
            <LangVersion>{languageVersion}</LangVersion>
            <Psd2RegistrationMethod>{registrationMethod}</Psd2RegistrationMethod>
            """,
            registrationMethod.Length == 0 ? Program : Program.Replace("AddPsd2Clients", registrationMethod, StringComparison.Ordinal));

        var (exitCode, output) = await Build.DotnetAsync(project, "run");

        Assert.True(exitCode == 0, output);
        Assert.Contains("GET https://banking.aritma.io/api/accounts Bearer a-token", output, StringComparison.Ordinal);
    }

    [SlowFact]
    public async Task A_registration_method_that_is_no_name_fails_the_build_with_the_remedy()
    {
        var project = Create("<Psd2RegistrationMethod>Add Contoso</Psd2RegistrationMethod>");

        var (exitCode, output) = await Build.DotnetAsync(project, "build");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Psd2RegistrationMethod is 'Add Contoso', which is no method name.", output, StringComparison.Ordinal);
    }

    [SlowFact]
    public async Task A_list_of_allowed_scopes_reaches_the_compiler_whole_whatever_separates_it()
    {
        var project = Create("<Psd2AllowedScopes>\n  banking.channel.psd2;\n\tapi\n  it's(not)aritma's\n</Psd2AllowedScopes>");

        var (exitCode, output) = await Build.DotnetAsync(project, "build");

        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            "error PSD2006: 'banking.ais.read' of 'IAccountsApi' is not among the Psd2AllowedScopes of this project "
                + "(banking.channel.psd2 api it's(not)aritma's).",
            output,
            StringComparison.Ordinal);
    }

    [SlowFact]
    public async Task A_list_of_allowed_scopes_that_would_be_cut_fails_the_build()
    {
        var project = Create("<Psd2AllowedScopes>banking.ais.read a#b api c\\d</Psd2AllowedScopes>");

        var (exitCode, output) = await Build.DotnetAsync(project, "build");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error PSD2SCOPES: Psd2AllowedScopes lists 'a#b c\\d', which it can't hold.", output, StringComparison.Ordinal);
    }

    private string Create(string properties, string program = Program) =>
        packages.CreateProject("Consumer", ["Aritma.Psd2"], $"<OutputType>Exe</OutputType>\n{properties}", program, InMemoryBank.Source);
}
