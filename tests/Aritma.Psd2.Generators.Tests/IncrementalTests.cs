using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrackingNames = Aritma.Psd2.Generators.Psd2ClientsGenerator.TrackingNames;

namespace Aritma.Psd2.Generators.Tests;

public class IncrementalTests
{
    private const string Client = ConsumerProject.Usings + """
        namespace Contoso;

        [Psd2Scopes("a")]
        public interface IApi
        {
            [Get("/")]
            Task<string> GetAsync();
        }

        public class Neighbour
        {
            public int Answer() => 41;
        }
        """;

    private const string Other = "class Other { }";

    private static IEnumerable<string> StepNames =>
        typeof(TrackingNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(step => (string)step.GetValue(null)!);

    public static TheoryData<string, string, string> UnrelatedEdits() => new()
    {
        { "another file", Client, "class Other { void Added() { } }" },
        { "trivia above the interface", Client.Replace("[Psd2Scopes", "// why this scope\n\n[Psd2Scopes", StringComparison.Ordinal), Other },
        { "a body elsewhere in the file", Client.Replace("41", "42", StringComparison.Ordinal), Other },
        { "an unrelated member", Client.Replace("public int Answer", "public int Question; public int Answer", StringComparison.Ordinal), Other },
        { "another route", Client.Replace("\"/\"", "\"/accounts\"", StringComparison.Ordinal), Other },
        { "another method", Client.Replace("Task<string> GetAsync();", "Task<string> GetAsync(); [Get(\"/2\")] Task<string> Get2Async();", StringComparison.Ordinal), Other },
    };

    public static TheoryData<string, string> RelatedEdits() => new()
    {
        { "a changed scope", Client.Replace("\"a\"", "\"b\"", StringComparison.Ordinal) },
        { "an added scope", Client.Replace("\"a\"", "\"a\", \"b\"", StringComparison.Ordinal) },
        { "another name", Client.Replace("IApi", "IBankApi", StringComparison.Ordinal) },
        { "another namespace", Client.Replace("namespace Contoso", "namespace Fabrikam", StringComparison.Ordinal) },
        { "no attribute", Client.Replace("[Psd2Scopes(\"a\")]", "", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(UnrelatedEdits))]
    public void An_unrelated_edit_re_runs_nothing_downstream(string edit, string client, string other)
    {
        var (before, after) = Edit(client, other);

        Assert.Equal(before.GeneratedSources.Single().SourceText.ToString(), after.GeneratedSources.Single().SourceText.ToString());
        Assert.All(ReasonsOf(after), step => Assert.True(
            step.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{edit}: {step.Name} is {step.Reason}"));
        Assert.All(
            after.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Theory]
    [MemberData(nameof(RelatedEdits))]
    public void A_related_edit_re_runs_the_output(string edit, string client)
    {
        var (before, after) = Edit(client, Other);

        Assert.NotEqual(
            before.GeneratedSources.Single().SourceText.ToString(),
            after.GeneratedSources.Select(source => source.SourceText.ToString()).SingleOrDefault());
        Assert.True(
            ReasonsOf(after).Any(step => step is { Name: TrackingNames.Registration, Reason: IncrementalStepRunReason.Modified }), edit);
    }

    [Fact]
    public void Another_registration_method_re_runs_the_output()
    {
        var project = new ConsumerProject(Client);
        var driver = project.CreateDriver().RunGenerators(project.Compile());

        var after = GeneratorRun.ResultOf(driver.WithUpdatedAnalyzerConfigOptions(new BuildProperties("AddContoso")).RunGenerators(project.Compile()));

        Assert.Contains("Psd2Builder AddContoso(", after.GeneratedSources.Single().SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Refit_method_that_a_base_interface_loses_re_runs_the_output()
    {
        var project = new ConsumerProject(
            ConsumerProject.Usings + "[Psd2Scopes(\"a\")] public interface IApi : IBase;",
            ConsumerProject.Usings + "public interface IBase { [Get(\"/\")] Task<string> GetAsync(); }");
        var compilation = project.Compile();
        var driver = project.CreateDriver().RunGenerators(compilation);
        Assert.Single(GeneratorRun.ResultOf(driver).GeneratedSources);

        var tree = compilation.SyntaxTrees[1];
        var edited = compilation.ReplaceSyntaxTree(
            tree, CSharpSyntaxTree.ParseText("public interface IBase;", (CSharpParseOptions)tree.Options, tree.FilePath));

        Assert.Empty(GeneratorRun.ResultOf(driver.RunGenerators(edited)).GeneratedSources);
    }

    [Fact]
    public void An_unrelated_reference_re_runs_no_output()
    {
        var compilation = new ConsumerProject(Client, Other).Compile();
        var driver = new ConsumerProject().CreateDriver().RunGenerators(compilation);
        var library = CSharpCompilation.Create("Library", [CSharpSyntaxTree.ParseText("public class Library;")], compilation.References);

        var after = GeneratorRun.ResultOf(driver.RunGenerators(compilation.AddReferences(library.ToMetadataReference())));

        Assert.All(
            after.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void Every_step_has_run_under_its_name()
    {
        var result = GeneratorRun.ResultOf(new ConsumerProject().CreateDriver().RunGenerators(new ConsumerProject(Client).Compile()));

        Assert.All(StepNames, name => Assert.NotEmpty(result.TrackedSteps[name].SelectMany(step => step.Outputs)));
    }

    [Fact]
    public void No_step_of_ours_keeps_a_symbol_or_syntax()
    {
        var result = GeneratorRun.ResultOf(new ConsumerProject().CreateDriver().RunGenerators(new ConsumerProject(Client).Compile()));

        var kept = StepNames.SelectMany(name => result.TrackedSteps[name]).SelectMany(step => step.Outputs).SelectMany(output => Reachable(output.Value)).ToList();

        Assert.Contains(kept, value => value is "a");
        Assert.DoesNotContain(kept, value => value is ISymbol or SyntaxNode or SyntaxTree or Compilation or Location or SemanticModel or AttributeData);
    }

    private static (GeneratorRunResult Before, GeneratorRunResult After) Edit(string client, string other)
    {
        var project = new ConsumerProject(Client, Other);
        var compilation = project.Compile();
        var driver = project.CreateDriver().RunGenerators(compilation);
        var before = GeneratorRun.ResultOf(driver);

        var trees = compilation.SyntaxTrees;
        var edited = compilation;
        foreach (var (tree, text) in trees.Zip([client, other]))
        {
            if (tree.ToString() != text)
            {
                edited = edited.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));
            }
        }

        Assert.NotSame(compilation, edited);
        return (before, GeneratorRun.ResultOf(driver.RunGenerators(edited)));
    }

    private static IEnumerable<(string Name, IncrementalStepRunReason Reason)> ReasonsOf(GeneratorRunResult result) =>
        StepNames.SelectMany(name => result.TrackedSteps[name].SelectMany(step => step.Outputs).Select(output => (name, output.Reason)));

    private static List<object> Reachable(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([root]);
        while (open.TryPop(out var value))
        {
            if (!seen.Add(value) || value is string || value.GetType().IsPrimitive)
            {
                continue;
            }

            foreach (var field in Fields(value.GetType()))
            {
                if (field.GetValue(value) is { } held)
                {
                    open.Push(held);
                }
            }

            if (value is Array array)
            {
                foreach (var item in array)
                {
                    if (item is not null)
                    {
                        open.Push(item);
                    }
                }
            }
        }

        return [.. seen];
    }

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null
        ? []
        : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Concat(Fields(type.BaseType));
}
