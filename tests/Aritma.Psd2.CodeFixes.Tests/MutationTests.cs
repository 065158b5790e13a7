using System.Collections.Immutable;
using Aritma.Psd2.Generators.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit.Sdk;

namespace Aritma.Psd2.CodeFixes.Tests;

/// <summary>
/// Code with reports of every rule that has a fix, changed at random: each fix that is offered, and Fix All of it, changes something,
/// throws nothing, and what compiled goes on compiling.
/// </summary>
public class MutationTests
{
    private const int Mutations = 12;

    private static readonly string[] Sources =
    [
        ConsumerProject.Usings + """
            [assembly: Psd2KnownScope("contoso.read")]
            [assembly: Psd2KnownScope(" contoso.write")] // partner
            [assembly: Psd2KnownScope("contoso.pay")]
            [assembly: Psd2Client(typeof(Contoso.INamedApi), "zam", "api", "banking.chanel.psd2 api")]
            namespace Contoso
            {
                public interface INamedApi { [Get("/named"), Psd2Scopes("contoso.pay", Psd2Scope.AisRead)] Task<string> GetAsync(); }

                [Psd2Scopes(
                    "banking.ais.raed", // as documented
                    // of the partner
                    "contoso.pay",
                    "zam", "zam"), Headers("X-Trace: 1", "Authorization: Basic x")]
                public partial interface IAccountsApi
                {
                    [Get("/accounts"), Headers("Authorization: Basic x")] Task<string> ListAsync(CancellationToken stop = default);
                    [Get("/accounts/{id}")] Task<string> GetAsync(string id, [Header("Authorization")] string token);
                    [Get("/accounts/{id}/all"), Psd2Scopes("banking.channel.psd2 banking.ais.read")]
                    Task<string> AllAsync([Authorize] string token, string id);
                }
            }
            """,
        """
            using Scopes = Aritma.Psd2.Psd2ScopesAttribute;
            namespace Contoso.Banking
            {
                using System.Threading.Tasks;
                using Refit;

                static class Own { public const string Read = "contoso.raed"; public const string Api = "api"; }

                [Scopes(new[] { "banking.ais.read", Own.Api, "api", })]
                interface IArrayApi
                {
                    [Headers(["Authorization: Basic x", "Accept: text/plain"]), Get("/a")] Task<string> OneAsync();
                    /// <param name="token">A token.</param>
                    [Get("/b"), Scopes(scopes: Own.Read)] Task<string> TwoAsync([Authorize] string token);
                }

                [Scopes(["api", /* both */ "contoso.raed api", "openid", "openid"])]
                interface ICollectionApi : IArrayApi
                {
                    [Get("/c"), Scopes(scopes: new string[] { "profile ", "profile" })] Task<string> ThreeAsync();
                    [Get("/d"), Scopes(scopes: "banking.ais.read")] Task<string> FourAsync();
                }
            }
            """,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_fix_of_code_that_is_being_typed_can_be_applied(int seed)
    {
        var mutator = new Mutator(seed);

        await ApplyAsync(seed, mutator, mutator.Scramble);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_fix_of_rearranged_code_that_compiles_leaves_it_compiling(int seed)
    {
        var mutator = new Mutator(seed);

        Assert.InRange(await ApplyAsync(seed, mutator, mutator.Rearrange), Mutations / 3, Mutations);
    }

    [Fact]
    public async Task The_code_to_mutate_compiles_and_each_rule_with_a_fix_reports_it()
    {
        foreach (var source in Sources)
        {
            var code = await FixableCode.ReadAsync(new ConsumerProject(source));

            Assert.Empty(code.Errors);
            Assert.Equal(
                ["PSD2002", "PSD2003", "PSD2004", "PSD2005", "PSD2008"],
                code.Reports.Select(found => found.Report.Id).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("""[Psd2Scopes([.. Own.Scopes, "api", "api"])]""")]
    [InlineData("""[Psd2Scopes([.. Own.Scopes, "api api", "banking.ais.raed", Psd2Scope.AisRead])]""")]
    [InlineData("""[Psd2Scopes(["api", .. Own.Scopes, "api", "zam"])]""")]
    [InlineData("""[Psd2Scopes("api"), Headers([.. Own.Scopes, "Authorization: x"])]""")]
    [InlineData("""[Psd2Scopes("api", Own.Scopes[0], "api", "banking.ais.raed")]""")]
    public async Task Every_fix_of_odd_code_can_be_applied(string attribute)
    {
        const string Own = "static class Own { public static readonly string[] Scopes = []; }";
        var code = await FixableCode.ReadAsync(new ConsumerProject(Api.With(attribute), Own));

        Assert.NotEmpty(code.Errors);
        Assert.NotEmpty(code.Reports);
        await code.ApplyEveryFixAsync();
    }

    /// <summary>How many of the mutations compiled, and had a fix.</summary>
    private static async Task<int> ApplyAsync(int seed, Mutator mutator, Func<string, string> change)
    {
        var compiled = 0;
        for (var number = 0; number < Mutations; number++)
        {
            var source = Assert.Single(mutator.Mutate([Sources[number % Sources.Length]], change));
            try
            {
                var code = await FixableCode.ReadAsync(new ConsumerProject(source));
                compiled += await code.ApplyEveryFixAsync() > 0 && code.Errors.IsEmpty ? 1 : 0;
            }
            catch (Exception failure)
            {
                throw new XunitException($"Seed {seed}, mutation {number}:\n{source}\n", failure);
            }
        }

        return compiled;
    }

    /// <summary>A project that need not compile, and what the rules that have a fix report in it.</summary>
    private sealed record FixableCode(
        Project Project, ImmutableArray<Diagnostic> Errors, IReadOnlyList<(Document Document, Diagnostic Report)> Reports)
    {
        public static async Task<FixableCode> ReadAsync(ConsumerProject consumer)
        {
            var project = ConsumerSolution.Of(consumer).Projects.Single();
            var compilation = (await project.GetCompilationAsync())!;
            var reports = await AnalyzerRun.ReportsAsync(compilation, consumer.BuildProperties);
            return new(
                project,
                ErrorsOf(compilation),
                [
                    .. reports.Where(report => Fixes.Has(report.Id))
                        .Select(report => (project.GetDocument(report.Location.SourceTree)!, report)),
                ]);
        }

        /// <summary>Applies each fix, and Fix All of each kind of fix, to the code as it is. Returns how many there were.</summary>
        public async Task<int> ApplyEveryFixAsync()
        {
            var applied = 0;
            var kinds = new HashSet<(DocumentId Document, string Key)>();
            foreach (var (document, report) in Reports)
            {
                foreach (var fix in await Fixes.OfferedAsync(document, report))
                {
                    applied++;
                    await MustMendAsync(fix.Action, fix.Action.Title);
                    if (fix.Provider.GetFixAllProvider() is not null && kinds.Add((document.Id, fix.Action.EquivalenceKey!)))
                    {
                        var same = Reports.Where(other => other.Report.Id == report.Id);
                        var all = await Fixes.AllAsync(document, FixAllScope.Document, report.Id, fix, same);
                        await MustMendAsync(all, $"Fix All: {fix.Action.Title}");
                    }
                }
            }

            return applied;
        }

        private async Task MustMendAsync(CodeAction fix, string title)
        {
            try
            {
                var mended = (await Fixes.ApplyAsync(fix)).GetProject(Project.Id)!;

                Assert.NotEmpty(mended.GetChanges(Project).GetChangedDocuments(onlyGetDocumentsWithTextChanges: true));

                // A parameter takes along what callers and implementations say about it: its title says so.
                if (Errors.IsEmpty && !title.Contains("Remove the parameter", StringComparison.Ordinal))
                {
                    Assert.Empty(ErrorsOf((await mended.GetCompilationAsync())!));
                }
            }
            catch (Exception failure)
            {
                throw new XunitException(title, failure);
            }
        }

        private static ImmutableArray<Diagnostic> ErrorsOf(Compilation compilation) =>
            [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }
}
