using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>Valid code, changed at random: generator and analyzers survive, and what compiles goes on compiling.</summary>
public class MutationTests
{
    private const int Mutations = 20;

    private const string ApprovedScopes = "Contoso.IAccountsApi: banking.channel.psd2\nContoso.IMixedApi.TwoAsync: anonymous\n";

    /// <summary>Valid, and with everything in it that generator and analyzers look at.</summary>
    public static readonly string[] Sources =
    [
        ConsumerProject.Usings + """
            [assembly: Psd2KnownScope("contoso.read")]
            [assembly: Psd2KnownScope("contoso.write")]
            [assembly: Psd2Client(typeof(Contoso.INamedApi), Psd2Scope.ChannelPsd2)]
            namespace Contoso
            {
                public interface INamedApi { [Get("/named")] Task<string> GetAsync(); }

                [Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
                public partial interface IAccountsApi
                {
                    [Get("/accounts")] Task<string> ListAsync(CancellationToken cancellationToken = default);
                    [Get("/accounts/{id}")] Task<string> GetAsync(string id);
                }

                internal partial interface IMixedApi : IBase, ICrud<string, int>
                {
                    [Get("/one"), Psd2Scopes("contoso.read")] Task<string> OneAsync();
                    [Get("/two"), Psd2Anonymous] Task<string> TwoAsync();
                    [Post("/two/{id}"), Psd2Scopes("contoso.write", "contoso.read")] Task<string> WriteAsync(int id);
                    [Get("/three"), Psd2Scopes("contoso.read")] Task<T> ThreeAsync<T>();
                }
            }
            """,
        ConsumerProject.Usings + """
            using Scopes = Aritma.Psd2.Psd2ScopesAttribute;
            namespace Contoso
            {
                static class Own { public const string Scope = Psd2Scope.AisRead; }

                [Scopes(Psd2Scope.ChannelPsd2)]
                interface IBase
                {
                    [Get("/base")] Task<string> BaseAsync();
                    [Headers("X-Trace: 1"), Get("/base/{id}")] Task<string> BaseAsync(string id);
                }

                [Scopes(scopes: new[] { Psd2Scope.ChannelPsd2, Own.Scope })]
                interface ICrud<T, in TKey> { [Get("/{key}")] Task<T> ReadAsync(TKey key); }

                class Outer
                {
                    [Scopes(Psd2Scope.ChannelPsd2)] public interface @event { [Get("/event")] Task<string> @class(); }
                    [Scopes(Psd2Scope.ChannelPsd2)] internal interface IÆrlig { [Delete("/x")] Task<string> SlettAsync([Header("X-A")] string å); }
                }

                [Scopes(Psd2Scope.ChannelPsd2)]
                interface IHidingApi : IBase { [Get("/hiding")] new Task<string> BaseAsync(); }
            }
            """,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Generator_and_analyzers_survive_what_typing_makes_of_code(int seed)
    {
        var mutator = new Mutator(seed);

        await CompiledAsync(seed, mutator, mutator.Scramble, number => number % 5 == 0 ? Psd2Scope.ChannelPsd2 : null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_generated_for_rearranged_code_that_compiles_compiles_too(int seed)
    {
        var mutator = new Mutator(seed);

        Assert.InRange(await CompiledAsync(seed, mutator, mutator.Rearrange, _ => null), Mutations / 3, Mutations);
    }

    [Fact]
    public async Task The_code_to_mutate_is_valid()
    {
        var project = new ConsumerProject(Sources);

        project.Run().MustCompile();
        Assert.DoesNotContain(await AnalyzerRun.ReportsAsync(project), report => report.Severity == DiagnosticSeverity.Error);
    }

    /// <summary>How many of the mutations compiled, and so did what was generated for them.</summary>
    private static async Task<int> CompiledAsync(int seed, Mutator mutator, Func<string, string> change, Func<int, string?> allowedScopes)
    {
        var compiled = 0;
        for (var number = 0; number < Mutations; number++)
        {
            var sources = mutator.Mutate(Sources, change);
            try
            {
                var project = new ConsumerProject(sources) { AllowedScopes = allowedScopes(number), ApprovedScopes = ApprovedScopes };
                compiled += await CompilesAsync(project) ? 1 : 0;
            }
            catch (Exception failure)
            {
                throw new XunitException($"Seed {seed}, mutation {number}:\n{string.Join("\n-----\n", sources)}\n", failure);
            }
        }

        return compiled;
    }

    /// <summary>Whether it has no error, neither of the compiler nor of a rule. Then what is generated must compile.</summary>
    private static async Task<bool> CompilesAsync(ConsumerProject project)
    {
        var run = project.Run();
        run.MustBeWellFormed();
        var reports = await AnalyzerRun.ReportsAsync(run.Output, project.BuildProperties, project.AdditionalFiles);
        if (reports.Any(report => IsError(report) && report.Id != "PSD2013") || project.Compile().GetDiagnostics().Any(IsError))
        {
            return false;
        }

        run.MustCompile();
        return true;
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
}
