using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.MSBuild;

namespace Aritma.Psd2.Package.Tests;

/// <summary>A project on disk as an editor holds it, with generator, analyzers and code fixes of the package that it names.</summary>
[Collection(nameof(PackedPackages))]
public class EditorTests(PackedPackages packages)
{
    private const string Call = "services.AddPsd2Clients";

    private const string Program = $"""
        using Aritma.Psd2;
        using Microsoft.Extensions.DependencyInjection;

        var services = new ServiceCollection();
        {Call}(options => options.Environment = Psd2Environment.Production);

        """;

    private const string Declaration = "[assembly: Psd2KnownScope(\"contoso.invoices.read\")]\n\n";

    private const string Approved = """
        # What the others end with.
        Contoso.ICompanionApi: banking.channel.psd2 banking.ais.read
        Contoso.IDeclareApi: contoso.invoices.read
        Contoso.IDuplicateApi: api zam
        Contoso.IHeaderApi: api
        Contoso.INearestApi: banking.ais.read banking.channel.psd2
        Contoso.IParameterApi: api # until it has a scope of its own

        """;

    private const string Split = "Contoso.ISplitApi: api banking.channel.psd2 banking.ais.read\n";

    /// <summary>They are applied in this order, each to what the one before left.</summary>
    private static readonly Fix[] Fixes =
    [
        new(
            "PSD2002",
            "Split into Psd2Scope.ChannelPsd2, Psd2Scope.AisRead",
            "Split.cs",
            Client("ISplitApi", """[Psd2Scopes("api", /* both */ "banking.channel.psd2 banking.ais.read")]"""),
            Client("ISplitApi", """[Psd2Scopes("api", /* both */ Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]""")),
        new(
            "PSD2003",
            "Use Psd2Scope.AisRead",
            "Nearest.cs",
            Client("INearestApi", """[Psd2Scopes(Psd2Scope.ChannelPsd2, "banking.ais.raed")]"""),
            Client("INearestApi", "[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]")),
        new(
            "PSD2003",
            "Declare 'contoso.invoices.read' as a known scope",
            "Declare.cs",
            Client("IDeclareApi", """[Psd2Scopes("contoso.invoices.read")]"""),
            Client("IDeclareApi", """[Psd2Scopes("contoso.invoices.read")]""", Declaration)),
        new(
            "PSD2004",
            "Remove the repeated scope",
            "Duplicate.cs",
            Client("IDuplicateApi", """[Psd2Scopes("api",   "zam", "api")]"""),
            Client("IDuplicateApi", """[Psd2Scopes("api",   "zam")]""")),
        new(
            "PSD2005",
            "Add Psd2Scope.ChannelPsd2",
            "Companion.cs",
            Client("ICompanionApi", "[Psd2Scopes(\n    // accounts\n    Psd2Scope.AisRead)]"),
            Client("ICompanionApi", "[Psd2Scopes(\n    Psd2Scope.ChannelPsd2,\n    // accounts\n    Psd2Scope.AisRead)]")),
        new(
            "PSD2008",
            "Remove the Authorization header",
            "Header.cs",
            Client("IHeaderApi", """[Psd2Scopes("api"), Headers("Authorization: Basic x", "X-Trace: 1")]"""),
            Client("IHeaderApi", """[Psd2Scopes("api"), Headers("X-Trace: 1")]""")),
        new(
            "PSD2008",
            "Remove the parameter 'token', which sets the Authorization header",
            "Parameter.cs",
            Client("IParameterApi", """[Psd2Scopes("api")]""", parameters: """string id, [Header("Authorization")] string token"""),
            Client("IParameterApi", """[Psd2Scopes("api")]""", parameters: "string id")),
        new("PSD2013", "Update Psd2Scopes.txt to what is declared", "Psd2Scopes.txt", Approved, Approved + Split)
        {
            ReportedIn = "Split.cs",
        },
    ];

    [SlowFact]
    public async Task Completes_what_is_generated_and_each_fix_mends_the_project_and_nothing_else()
    {
        var folder = Create();
        var (restored, restore) = await Build.DotnetAsync(folder, "restore");
        Assert.True(restored == 0, restore);
        using var workspace = MSBuildWorkspace.Create();
        var project = await workspace.OpenProjectAsync(Path.Combine(folder, "Consumer.csproj"));
        var (analyzers, providers) = OfThePackage(project);

        Assert.Empty(workspace.Diagnostics);
        await OffersWhatIsGeneratedAsync(project);
        var reports = await ReportsAsync(project, analyzers);
        foreach (var fix in Fixes)
        {
            var report = Assert.Single(reports, fix.IsFor);
            var action = await OfferedAsync(workspace.CurrentSolution, report, providers, fix.Title);
            var operation = Assert.Single(await action.GetOperationsAsync(CancellationToken.None));

            Assert.True(workspace.TryApplyChanges(Assert.IsType<ApplyChangesOperation>(operation).ChangedSolution));
            reports = await ReportsAsync(workspace.CurrentSolution.GetProject(project.Id)!, analyzers);

            Assert.DoesNotContain(reports, fix.IsFor);
            Assert.Equal(fix.After, await File.ReadAllTextAsync(Path.Combine(folder, fix.File)));
        }

        Assert.Empty(reports);
        Assert.All(Fixes, fix => Assert.Equal(fix.After, File.ReadAllText(Path.Combine(folder, fix.File))));
        var (built, log) = await Build.DotnetAsync(folder, "build", "--no-restore");
        Assert.True(built == 0, log);
        Assert.DoesNotMatch("warning [A-Z]", log);
    }

    private static string Client(string name, string attribute, string declaration = "", string parameters = "") => $$"""
        // A header,  with its blanks.
        using System.Threading.Tasks;
        using Aritma.Psd2;
        using Refit;

        {{declaration}}namespace Contoso;

        /// <summary>Some client.</summary>
        {{attribute}} // as agreed
        internal interface {{name}}
        {
            [Get("/{{name}}")]
            Task<string> GetAsync({{parameters}});
        }

        """;

    private string Create()
    {
        var folder = packages.CreateProject("Consumer", ["Aritma.Psd2"], "<OutputType>Exe</OutputType>");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
        foreach (var fix in Fixes)
        {
            File.WriteAllText(Path.Combine(folder, fix.File), fix.Before);
        }

        return folder;
    }

    private static (ImmutableArray<DiagnosticAnalyzer> Analyzers, ImmutableArray<CodeFixProvider> Providers) OfThePackage(Project project)
    {
        var references = project.AnalyzerReferences.OfType<AnalyzerFileReference>()
            .Where(reference => Path.GetFileName(reference.FullPath).StartsWith("Aritma", StringComparison.Ordinal))
            .ToList();
        var fixes = references.Single(reference => reference.Display == "Aritma.Psd2.CodeFixes").GetAssembly().GetTypes()
            .Where(type => type.IsDefined(typeof(ExportCodeFixProviderAttribute), inherit: false))
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!);

        Assert.All(references, reference => Assert.Contains(PackedPackages.Version, reference.FullPath, StringComparison.Ordinal));
        return ([.. references.SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp))], [.. fixes]);
    }

    /// <summary>What an editor's list of completions has behind the dot, and where it leads.</summary>
    private static async Task OffersWhatIsGeneratedAsync(Project project)
    {
        var generated = await project.GetSourceGeneratedDocumentsAsync();
        var document = project.Documents.Single(document => document.Name == "Program.cs");
        var model = (await document.GetSemanticModelAsync())!;
        var place = Program.IndexOf(Call, StringComparison.Ordinal);
        var services = Assert.IsAssignableFrom<ILocalSymbol>(Assert.Single(model.LookupSymbols(place, name: "services")));
        var methods = model.LookupSymbols(place, services.Type, "AddPsd2Clients", includeReducedExtensionMethods: true);

        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.Contains(
            generated, file => method.DeclaringSyntaxReferences.Single().SyntaxTree.FilePath == file.FilePath));
    }

    private static async Task<ImmutableArray<Diagnostic>> ReportsAsync(Project project, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var compilation = (await project.GetCompilationAsync())!;
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        return await compilation.WithAnalyzers(analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
    }

    private static async Task<CodeAction> OfferedAsync(
        Solution solution, Diagnostic report, ImmutableArray<CodeFixProvider> providers, string title)
    {
        var offered = new List<CodeAction>();
        var context = new CodeFixContext(
            solution.GetDocument(report.Location.SourceTree)!, report, (action, _) => offered.Add(action), CancellationToken.None);
        foreach (var provider in providers.Where(provider => provider.FixableDiagnosticIds.Contains(report.Id)))
        {
            await provider.RegisterCodeFixesAsync(context);
        }

        return Assert.Single(offered, action => action.Title == title);
    }

    /// <summary>A fix of one report, and the file that it changes.</summary>
    private sealed record Fix(string Id, string Title, string File, string Before, string After)
    {
        /// <summary>Where the report stands, if elsewhere.</summary>
        public string ReportedIn { get; init; } = File;

        public bool IsFor(Diagnostic report) => report.Id == Id && Path.GetFileName(report.Location.GetLineSpan().Path) == ReportedIn;
    }
}
