namespace Aritma.Psd2.Package.Tests;

/// <summary>The package in a console project outside of the repository, restored from a folder.</summary>
[Collection(nameof(PackedPackage))]
public class ConsumerTests(PackedPackage package)
{
    private const string Program = """
        using System;
        using System.Net;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Aritma.Psd2;
        using Microsoft.Extensions.DependencyInjection;
        using Refit;

        var services = new ServiceCollection();
        services.REGISTER(options =>
            {
                options.Environment = Psd2Environment.Production;
                (options.ClientId, options.ClientSecret) = ("erp", "secret");
            })
            .ConfigureTokenClient(http => http.ConfigurePrimaryHttpMessageHandler(() => new Answering(
                request => "{\"access_token\":\"a-token\",\"token_type\":\"Bearer\",\"expires_in\":3600}")))
            .ConfigureClients(http => http.ConfigurePrimaryHttpMessageHandler(() => new Answering(
                request => $"{request.Method} {request.RequestUri} {request.Headers.Authorization}")));
        await using var provider = services.BuildServiceProvider();
        Console.WriteLine(await provider.GetRequiredService<IAccountsApi>().GetAsync());

        [Psd2Scopes(Psd2Scope.AisRead)]
        internal interface IAccountsApi
        {
            [Get("/accounts")]
            Task<string> GetAsync();
        }

        """;

    /// <summary>Without a Refit client; options from configuration, which is what trimming breaks most often.</summary>
    private const string TrimmedProgram = """
        using System;
        using System.Collections.Generic;
        using System.Net;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Aritma.Psd2;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string>
        {
            ["Environment"] = "Production",
            ["ClientId"] = "erp",
            ["ClientSecret"] = "secret",
            ["AdditionalOrigins:0"] = "https://files.example",
            ["TokenRequestTimeout"] = "00:00:10",
        }!).Build();
        var services = new ServiceCollection();
        services.AddPsd2(configuration)
            .AddClient(services.AddHttpClient("accounts"), Psd2Scope.AisRead)
            .ConfigureTokenClient(http => http.ConfigurePrimaryHttpMessageHandler(() => new Answering(
                request => "{\"access_token\":\"a-token\",\"token_type\":\"Bearer\",\"expires_in\":3600}")))
            .ConfigureClients(http => http.ConfigurePrimaryHttpMessageHandler(() => new Answering(
                request => $"{request.Method} {request.RequestUri} {request.Headers.Authorization}")));
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("accounts");
        Console.WriteLine(await client.GetStringAsync(new Uri("https://banking.aritma.io/api/accounts")));

        """;

    private const string Stub = """
        internal sealed class Answering : HttpMessageHandler
        {
            private readonly Func<HttpRequestMessage, string> _answer;

            public Answering(Func<HttpRequestMessage, string> answer) => _answer = answer;

            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = new StringContent(_answer(request)),
                });
        }
        """;

    [Theory]
    [InlineData("enable", "12", "")]
    [InlineData("disable", "latest", "AddContosoBanking")]
    public async Task A_console_project_restores_builds_without_a_warning_and_runs(string nullable, string languageVersion, string registrationMethod)
    {
        var project = Create(nullable, languageVersion, registrationMethod);

        var (exitCode, output) = await Build.DotnetAsync(project, "run", "-nodeReuse:false");

        Assert.True(exitCode == 0, output);
        Assert.Contains("GET https://banking.aritma.io/api/accounts Bearer a-token", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registration_method_that_is_no_name_fails_the_build_with_the_remedy()
    {
        var project = Create("enable", "latest", "Add Contoso");

        var (exitCode, output) = await Build.DotnetAsync(project, "build", "-nodeReuse:false");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Psd2RegistrationMethod is 'Add Contoso', which is no method name.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_allowed_scopes_reaches_the_compiler_whole_whatever_separates_it()
    {
        var project = CreateWithAllowedScopes("\n  banking.channel.psd2;\n\tapi\n  it's(not)aritma's\n");

        var (exitCode, output) = await Build.DotnetAsync(project, "build", "-nodeReuse:false");

        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            "error PSD2006: 'banking.ais.read' of 'IAccountsApi' is not among the Psd2AllowedScopes of this project "
                + "(banking.channel.psd2 api it's(not)aritma's).",
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_allowed_scopes_that_would_be_cut_fails_the_build()
    {
        var project = CreateWithAllowedScopes("banking.ais.read a#b api c\\d");

        var (exitCode, output) = await Build.DotnetAsync(project, "build", "-nodeReuse:false");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error PSD2SCOPES: Psd2AllowedScopes lists 'a#b c\\d', which it can't hold.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trimmed_program_publishes_without_a_warning_and_runs()
    {
        var project = Create(TrimmedProgram, "enable", "latest", "", """
            <PublishTrimmed>true</PublishTrimmed>
            <SelfContained>true</SelfContained>
            <TrimmerSingleWarn>false</TrimmerSingleWarn>
            """);
        var output = Path.Combine(project, "published");

        var (published, log) = await Build.DotnetAsync(project, "publish", "--use-current-runtime", "-o", output, "-nodeReuse:false");
        Assert.True(published == 0, log);
        var (ran, answer) = await Build.RunAsync(Path.Combine(output, OperatingSystem.IsWindows() ? "Consumer.exe" : "Consumer"), output);

        Assert.True(ran == 0, answer);
        Assert.Contains("GET https://banking.aritma.io/api/accounts Bearer a-token", answer, StringComparison.Ordinal);
    }

    private string CreateWithAllowedScopes(string scopes) => Create(
        Program.Replace("REGISTER", "AddPsd2Clients", StringComparison.Ordinal),
        "enable",
        "latest",
        "",
        $"<Psd2AllowedScopes>{scopes}</Psd2AllowedScopes>");

    private string Create(string nullable, string languageVersion, string registrationMethod) => Create(
        Program.Replace("REGISTER", registrationMethod.Length == 0 ? "AddPsd2Clients" : registrationMethod, StringComparison.Ordinal),
        nullable,
        languageVersion,
        registrationMethod);

    private string Create(
        string program,
        string nullable,
        string languageVersion,
        string registrationMethod,
        string properties = "")
    {
        var folder = Directory.CreateDirectory(Path.Combine(package.Folder, Guid.NewGuid().ToString("N"))).FullName;
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program + Stub);
        File.WriteAllText(Path.Combine(folder, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <LangVersion>{languageVersion}</LangVersion>
                <Nullable>{nullable}</Nullable>
                <ImplicitUsings>disable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <!-- Of the program above, not of what is generated: literals, a class only DI creates, disposal and awaits of a short program. -->
                <NoWarn>$(NoWarn);CA1303;CA1812;CA2000;CA2007</NoWarn>
                {properties}
                <Psd2RegistrationMethod>{registrationMethod}</Psd2RegistrationMethod>
                <RestorePackagesPath>{package.Folder}/packages</RestorePackagesPath>
                <RestoreFallbackFolders>{Build.PackageFolder}</RestoreFallbackFolders>
                <RestoreAdditionalProjectSources>{package.Feed};{Build.AdditionalSources}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Aritma.Psd2" Version="{PackedPackage.Version}" />
              </ItemGroup>
            </Project>
            """);
        return folder;
    }
}
