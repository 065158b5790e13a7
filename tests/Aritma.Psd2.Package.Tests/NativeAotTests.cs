namespace Aritma.Psd2.Package.Tests;

/// <summary>A console project that is compiled to machine code, and thereby trimmed.</summary>
[Collection(nameof(PackedPackages))]
public class NativeAotTests(PackedPackages packages)
{
    /// <summary>Does what takes reflection elsewhere: options from configuration, JSON both ways.</summary>
    private const string Program = """
        using System;
        using System.Collections.Generic;
        using System.Net.Http;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Threading.Tasks;
        using Aritma.Psd2;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Refit;

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Environment"] = "Production",
            ["ClientId"] = "erp",
            ["ClientSecret"] = "secret",
            ["AdditionalOrigins:0"] = "https://files.example",
            ["TokenRequestTimeout"] = "00:00:10",
        }).Build();
        var services = new ServiceCollection();
        services.AddPsd2Clients(configuration, _ => RefitSettings.ForJsonContext(ConsentJson.Default))
            .AnswerInMemory();
        services.AddHttpClient("accounts").AddPsd2Token(Psd2Scope.AisRead);
        await using var provider = services.BuildServiceProvider();

        using var accounts = provider.GetRequiredService<IHttpClientFactory>().CreateClient("accounts");
        Console.WriteLine(await accounts.GetStringAsync(new Uri("accounts", UriKind.Relative)));
        Console.WriteLine(await accounts.GetStringAsync(new Uri("https://files.example/statement")));

        var answer = await provider.GetRequiredService<IConsentsApi>().CreateAsync(new NewConsent("psd2", 90));
        Console.WriteLine($"{answer.Asked} {answer.Body.ChannelType} {answer.Body.ValidDays}");

        [Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
        internal interface IConsentsApi
        {
            [Post("/consents")]
            Task<Answer> CreateAsync([Body] NewConsent consent);
        }

        internal sealed record NewConsent(string ChannelType, int ValidDays);

        internal sealed record Answer(string Asked, NewConsent Body);

        [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
        [JsonSerializable(typeof(NewConsent))]
        [JsonSerializable(typeof(Answer))]
        internal sealed partial class ConsentJson : JsonSerializerContext;
        """;

    private const string Properties = """
        <OutputType>Exe</OutputType>
        <PublishAot>true</PublishAot>
        <!-- Each warning with its place, in place of one line for an assembly. All of them are errors. -->
        <TrimmerSingleWarn>false</TrimmerSingleWarn>
        <!-- Nobody debugs it, and the symbols take a tenth of the time. -->
        <NativeDebugSymbols>false</NativeDebugSymbols>
        """;

    [NativeAotFact]
    public async Task A_program_publishes_as_machine_code_without_a_warning_and_runs()
    {
        var output = await PublishAsync(["Aritma.Psd2"], Program, InMemoryBank.Source);

        var (ran, answer) = await Build.RunAsync(Path.Combine(output, "Consumer"), output);

        Assert.True(ran == 0, answer);
        Assert.Equal(
            [
                "GET https://banking.aritma.io/api/accounts Bearer a-token",
                "GET https://files.example/statement Bearer a-token",
                "POST https://banking.aritma.io/api/consents Bearer a-token psd2 90",
            ],
            answer.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>With the sandbox in the same process, and therefore with ASP.NET.</summary>
    [NativeAotFact]
    public async Task A_program_with_the_client_publishes_as_machine_code_without_a_warning_and_reads_from_the_sandbox()
    {
        var output = await PublishAsync(["Aritma.Psd2.Client", "Aritma.Psd2.Sandbox"], ClientProgram.Source);

        await ClientProgram.RunAndCheckAsync(output, Path.Combine(output, "Consumer"));
    }

    /// <returns>The folder of the program.</returns>
    private async Task<string> PublishAsync(string[] names, params string[] sources)
    {
        var project = packages.CreateProject("Consumer", names, Properties, sources);
        var output = Path.Combine(project, "published");
        var (published, log) = await Build.DotnetAsync(project, "publish", "--use-current-runtime", "-o", output);
        Assert.True(published == 0, log);
        Assert.DoesNotMatch("warning [A-Z]", log);
        Assert.False(File.Exists(Path.Combine(output, "Consumer.dll")), "It was published as IL.");
        return output;
    }
}
