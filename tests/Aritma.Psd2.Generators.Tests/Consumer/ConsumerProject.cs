using System.Collections.Immutable;
using System.Reflection;
using Aritma.Psd2.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>A project of a consumer, compiled in memory as its own build would.</summary>
internal sealed record ConsumerProject
{
    public const string Usings = "using System.Threading; using System.Threading.Tasks; using Aritma.Psd2; using Refit;\n";

    private static readonly ImmutableArray<MetadataReference> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).Contains("Tests", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public ConsumerProject(params string[] sources) => Sources = [.. sources];

    public ImmutableArray<string> Sources { get; init; }

    public string AssemblyName { get; init; } = "Contoso.Erp";

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp13;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public bool AllowUnsafe { get; init; }

    public string? RegistrationMethod { get; init; }

    public string? AllowedScopes { get; init; }

    /// <summary>Its Psd2Scopes.txt; null where it has none.</summary>
    public string? ApprovedScopes { get; init; }

    /// <summary>Other properties that the build shows the compiler, such as <c>("IsTestProject", "true")</c>.</summary>
    public ImmutableArray<(string Name, string Value)> Properties { get; init; } = [];

    /// <summary>Its .editorconfig, which may set severities.</summary>
    public string? EditorConfig { get; init; }

    /// <summary>Other assemblies that it references, beside the platform, Refit and the run time.</summary>
    public ImmutableArray<MetadataReference> References { get; init; } = [];

    /// <summary>Whether Aritma.Psd2 is not referenced.</summary>
    public bool WithoutRunTime { get; init; }

    /// <summary>Whether the ready client is referenced.</summary>
    public bool WithReadyClient { get; init; }

    // Refit's generated code asks for the symbols that the SDK defines.
    private CSharpParseOptions ParseOptions => new(
        LanguageVersion,
        DocumentationMode.Diagnose,
        preprocessorSymbols: ["NET", "NETCOREAPP", "NET5_0_OR_GREATER", "NET8_0_OR_GREATER", "NET10_0_OR_GREATER"]);

    public CSharpCompilation Compile() => CSharpCompilation.Create(
        AssemblyName,
        Sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"/src/File{index}.cs")),
        [.. Platform.Where(IsWanted), .. References],
        new CSharpCompilationOptions(OutputKind, nullableContextOptions: Nullable, warningLevel: 9999, allowUnsafe: AllowUnsafe)
            .WithSyntaxTreeOptionsProvider(EditorConfig is null ? null : new Severities(EditorConfig)));

    public GeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new Psd2ClientsGenerator().AsSourceGenerator(), .. RefitGenerators()],
        parseOptions: ParseOptions,
        optionsProvider: BuildProperties,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public GeneratorRun Run()
    {
        var driver = CreateDriver().RunGeneratorsAndUpdateCompilation(Compile(), out var output, out _);
        return new GeneratorRun(driver, output);
    }

    public BuildProperties BuildProperties => new(RegistrationMethod, AllowedScopes, Properties);

    public ImmutableArray<AdditionalText> AdditionalFiles => ApprovedScopes is null ? [] : [new ApprovedScopesFile(ApprovedScopes)];

    private static IEnumerable<ISourceGenerator> RefitGenerators()
    {
        var paths = typeof(ConsumerProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .SingleOrDefault(attribute => attribute.Key == "RefitGenerators")?.Value?.Split(';');

        // The tests of the code fixes do without them.
        return (paths ?? []).SelectMany(path => new AnalyzerFileReference(path, new Loader()).GetGenerators(LanguageNames.CSharp));
    }

    private bool IsWanted(MetadataReference reference) => Path.GetFileName(reference.Display) switch
    {
        "Aritma.Psd2.dll" => !WithoutRunTime,
        "Aritma.Psd2.Client.dll" => WithReadyClient,
        _ => true,
    };

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}

internal sealed class ApprovedScopesFile(string text) : AdditionalText
{
    public override string Path => "/src/Psd2Scopes.txt";

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}

/// <summary>The MSBuild properties that generator and analyzers see.</summary>
internal sealed class BuildProperties(
    string? registrationMethod, string? allowedScopes = null, IEnumerable<(string Name, string Value)>? others = null)
    : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(
    [
        ("Psd2RegistrationMethod", registrationMethod), ("Psd2AllowedScopes", allowedScopes), .. (others ?? []),
    ]);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options(IEnumerable<(string Name, string? Value)> properties) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = properties.FirstOrDefault(property => "build_property." + property.Name == key).Value;
            return value is not null;
        }
    }
}

/// <summary>The severities that an .editorconfig sets, by the compiler's own reading of it.</summary>
internal sealed class Severities(string editorConfig) : SyntaxTreeOptionsProvider
{
    private readonly AnalyzerConfigSet _config =
        AnalyzerConfigSet.Create(ImmutableArray.Create(AnalyzerConfig.Parse(editorConfig, "/.editorconfig")));

    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(
        SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        _config.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

    public override bool TryGetGlobalDiagnosticValue(
        string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        _config.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
}
