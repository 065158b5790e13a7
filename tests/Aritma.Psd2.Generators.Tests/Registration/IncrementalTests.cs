using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrackingNames = Aritma.Psd2.Generators.Psd2ClientsGenerator.TrackingNames;

namespace Aritma.Psd2.Generators.Tests;

public class IncrementalTests
{
    private const string Client = ConsumerProject.Usings + """
        [assembly: Psd2Client(typeof(Contoso.INamedApi), "n")]
        namespace Contoso;

        [Psd2Scopes("a")]
        public interface IApi
        {
            [Get("/")]
            Task<string> GetAsync();
        }

        public interface IMixedApi
        {
            [Psd2Scopes("m")]
            [Get("/mixed/{id}")]
            Task<string> ReadAsync(int id);

            [Psd2Anonymous]
            [Get("/mixed/status")]
            Task<string> StatusAsync();

            [Psd2Scopes("o")]
            [Post("/mixed")]
            Task PostAsync();
        }

        public interface INamedApi : IBase
        {
            [Get("/named")]
            Task<string> NamedAsync();
        }

        public class Neighbour
        {
            public int Answer() => 41;
        }
        """;

    private const string Other = ConsumerProject.Usings + """
        namespace Contoso;
        public interface IBase { [Get("/base")] Task<string> BaseAsync(); }
        class Other { public int Answer() => 41; }
        """;

    private static IEnumerable<string> StepNames =>
        typeof(TrackingNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(step => (string)step.GetValue(null)!);

    public static TheoryData<string, string, string> UnrelatedEdits() => new()
    {
        { "a body in another file", Client, Replace(Other, "41", "42") },
        { "an unrelated member in another file", Client, Replace(Other, "public int Answer", "public int Question; public int Answer") },
        { "a method of a base interface that Refit doesn't see", Client, Replace(Other, "Task<string> BaseAsync();", "Task<string> BaseAsync(); void None() { }") },
        { "trivia above the interface", Replace(Client, "[Psd2Scopes(\"a\")]", "// why this scope\n\n[Psd2Scopes(\"a\")]"), Other },
        { "trivia above a method", Replace(Client, "[Psd2Scopes(\"m\")]", "// why this scope\n\n[Psd2Scopes(\"m\")]"), Other },
        { "trivia in the attribute of the assembly", Replace(Client, "[assembly: ", "[ /* here */ assembly: "), Other },
        { "another attribute of the assembly", Replace(Client, "namespace", "[assembly: System.CLSCompliant(false)] namespace"), Other },
        { "a body elsewhere in the file", Replace(Client, "41", "42"), Other },
        { "an unrelated member", Replace(Client, "public int Answer", "public int Question; public int Answer"), Other },
        { "a parameter", Replace(Client, "GetAsync()", "GetAsync(int page)"), Other },
        { "another route of a client whose methods are alike", Replace(Client, "\"/\"", "\"/accounts\""), Other },
        { "another route of a method that differs", Replace(Client, "[Post(\"/mixed\")]", "[Post(\"/posted\")]"), Other },
        { "another method with the client's scopes", Replace(Client, "Task<string> GetAsync();", "Task<string> GetAsync(); [Get(\"/2\")] Task<string> Get2Async();"), Other },
        { "another method of a base interface", Client, Replace(Other, "BaseAsync();", "BaseAsync(); [Get(\"/b\")] Task<string> BAsync();") },
        { "the same scopes in another way", Replace(Client, "Psd2Scopes(\"a\")", "Psd2Scopes(scopes: new[] { \"a\" })"), Other },
    };

    public static TheoryData<string, string, string> RelatedEdits() => new()
    {
        { "a changed scope", Replace(Client, "\"a\"", "\"b\""), Other },
        { "an added scope", Replace(Client, "\"a\"", "\"a\", \"b\""), Other },
        { "another name", Replace(Client, "IApi", "IBankApi"), Other },
        { "another namespace", Replace(Client, "Contoso", "Fabrikam"), Replace(Other, "Contoso", "Fabrikam") },
        { "no attribute", Replace(Client, "[Psd2Scopes(\"a\")]", ""), Other },
        { "another method that differs", Replace(Client, "Task<string> GetAsync();", "Task<string> GetAsync(); [Get(\"/2\"), Psd2Scopes(\"b\")] Task<string> Get2Async();"), Other },
        { "another name of a method that differs", Replace(Client, "ReadAsync", "LoadAsync"), Other },
        { "a changed scope on a method", Replace(Client, "\"m\"", "\"n\""), Other },
        { "a method that becomes anonymous", Replace(Client, "[Get(\"/\")]", "[Get(\"/\"), Psd2Anonymous]"), Other },
        { "a method that no longer is anonymous", Replace(Client, "[Psd2Anonymous]", "[Psd2Scopes(\"m\")]"), Other },
        { "a method without scopes any more", Replace(Client, "[Psd2Scopes(\"o\")]", ""), Other },
        { "changed scopes of a named client", Replace(Client, "\"n\"", "\"n\", \"o\""), Other },
        { "a client that is no longer named", Replace(Client, "[assembly: Psd2Client(typeof(Contoso.INamedApi), \"n\")]", ""), Other },
        { "scopes on a base interface", Client, Replace(Other, "public interface IBase", "[Psd2Scopes(\"base\")] public interface IBase") },
        { "scopes on a method of a base interface", Client, Replace(Other, "[Get(", "[Psd2Scopes(\"base\")] [Get(") },
        { "an anonymous method of a base interface", Client, Replace(Other, "[Get(", "[Psd2Anonymous] [Get(") },
    };

    [Theory]
    [MemberData(nameof(UnrelatedEdits))]
    public void An_unrelated_edit_re_runs_nothing_downstream(string edit, string client, string other)
    {
        var (before, after) = Edit(client, other);

        Assert.Equal(TextsOf(before), TextsOf(after));
        Assert.All(ReasonsOf(after), step => Assert.True(
            step.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{edit}: {step.Name} is {step.Reason}"));
        Assert.All(
            after.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Theory]
    [MemberData(nameof(RelatedEdits))]
    public void A_related_edit_re_runs_the_output(string edit, string client, string other)
    {
        var (before, after) = Edit(client, other);

        Assert.NotEqual(TextsOf(before), TextsOf(after));
        Assert.True(
            ReasonsOf(after).Any(step => step is { Name: TrackingNames.Clients, Reason: IncrementalStepRunReason.Modified }), edit);
    }

    [Fact]
    public void Another_registration_method_re_runs_the_output()
    {
        var project = new ConsumerProject(Client);
        var driver = project.CreateDriver().RunGenerators(project.Compile());

        var after = GeneratorRun.ResultOf(
            driver.WithUpdatedAnalyzerConfigOptions(new BuildProperties("AddContoso")).RunGenerators(project.Compile()));

        Assert.Contains("Psd2Builder AddContoso(", GeneratorRun.TextOf(after), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a\"", "\"b\"")]
    [InlineData("\"m\"", "\"n\"")]
    [InlineData("(Contoso.INamedApi), \"n\"", "(Contoso.INamedApi), \"o\"")]
    public void Other_scopes_of_a_client_render_that_client_and_nothing_else(string old, string with)
    {
        var (_, after) = Edit(Replace(Client, old, with), Other);

        var rendered = after.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs)
            .Where(output => output.Reason is not IncrementalStepRunReason.Cached)
            .ToList();
        Assert.Equal(IncrementalStepRunReason.Modified, Assert.Single(rendered).Reason);
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
        var result = GeneratorRun.ResultOf(
            new ConsumerProject().CreateDriver().RunGenerators(new ConsumerProject(Client, Other).Compile()));

        Assert.All(StepNames, name => Assert.NotEmpty(result.TrackedSteps[name].SelectMany(step => step.Outputs)));
    }

    [Fact]
    public void No_step_of_ours_keeps_a_symbol_or_syntax()
    {
        var result = GeneratorRun.ResultOf(
            new ConsumerProject().CreateDriver().RunGenerators(new ConsumerProject(Client, Other).Compile()));

        var kept = StepNames.SelectMany(name => result.TrackedSteps[name])
            .SelectMany(step => step.Outputs)
            .SelectMany(output => output.Value is { } value ? Reachable(value) : [])
            .ToList();

        Assert.All(["a", "m", "n"], scope => Assert.Contains(kept, value => value.Equals(scope)));
        Assert.DoesNotContain(
            kept, value => value is ISymbol or SyntaxNode or SyntaxTree or Compilation or Location or SemanticModel or AttributeData);
    }

    // An edit that changes nothing would prove nothing.
    private static string Replace(string source, string old, string with)
    {
        Assert.Contains(old, source, StringComparison.Ordinal);
        return source.Replace(old, with, StringComparison.Ordinal);
    }

    private static IEnumerable<string> TextsOf(GeneratorRunResult result) =>
        result.GeneratedSources.Select(source => source.SourceText.ToString());

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
        : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Concat(Fields(type.BaseType));
}
