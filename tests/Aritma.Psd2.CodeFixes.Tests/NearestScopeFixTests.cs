using Aritma.Psd2.Generators.Tests;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aritma.Psd2.CodeFixes.Tests;

public class NearestScopeFixTests
{
    private const string Nearest = "Use Psd2Scope.AisRead";

    [Fact]
    public async Task The_nearest_scope_is_offered_before_a_declaration()
    {
        Assert.Equal(
            [Nearest, "Declare 'banking.ais.raed' as a known scope"],
            await FixRun.Of(Api.With("""[Psd2Scopes("banking.ais.raed")]"""), "PSD2003").TitlesAsync());
        Assert.Equal(
            ["Declare 'contoso.invoices.write' as a known scope"],
            await FixRun.Of(Api.With("""[Psd2Scopes("contoso.invoices.write")]"""), "PSD2003").TitlesAsync());
    }

    [Theory]
    [InlineData("""[Psd2Scopes("banking.ais.raed")]""", Nearest, "[Psd2Scopes(Psd2Scope.AisRead)]")]
    [InlineData("""[Psd2Scopes(scopes: "banking.ais.raed")]""", Nearest, "[Psd2Scopes(scopes: Psd2Scope.AisRead)]")]
    [InlineData("""[Psd2Scopes(["api", /* typed */ "banking.ais.raed"])] // all""", Nearest, """[Psd2Scopes(["api", /* typed */ Psd2Scope.AisRead])] // all""")]
    [InlineData("""[Psd2Scopes("services.bankign")]""", "Use 'services.banking'", """[Psd2Scopes("services.banking")]""")]
    [InlineData(
        """[Psd2Scopes("banking.ais.raed", "api", "banking.chanel.psd2", "services.bankign")]""",
        Nearest,
        """[Psd2Scopes(Psd2Scope.AisRead, "api", Psd2Scope.ChannelPsd2, "services.banking")]""")]
    [InlineData("""[Psd2Scopes("banking.ais.raed", "banking.ais.raed", "api")]""", Nearest, """[Psd2Scopes(Psd2Scope.AisRead, "api")]""")]
    public async Task The_nearest_scope_takes_the_place_of_each_unknown_one(string before, string title, string after) =>
        Assert.Equal(Api.With(after), Assert.Single(await FixRun.Of(Api.With(before), "PSD2003").FixAllAsync(title)));

    [Fact]
    public async Task Fix_All_of_the_nearest_leaves_what_has_none_and_goes_through_all_projects()
    {
        ConsumerProject Project(string name, params string[] attributes) => new([.. attributes.Select((attribute, index) =>
            Api.With(attribute).Replace("IAccountsApi", $"I{name}{index}", StringComparison.Ordinal))])
        { AssemblyName = name };
        ConsumerProject[] before =
        [
            Project("A", """[Psd2Scopes("banking.ais.raed", "contoso.invoices.write")]""", """[Psd2Scopes("banking.chanel.psd2")]"""),
            Project("B", """[Psd2Scopes("banking.ais.raed")]"""),
        ];
        string[] after =
        [
            .. Project("A", """[Psd2Scopes(Psd2Scope.AisRead, "contoso.invoices.write")]""", "[Psd2Scopes(Psd2Scope.ChannelPsd2)]").Sources,
            .. Project("B", "[Psd2Scopes(Psd2Scope.AisRead)]").Sources,
        ];

        Assert.Equal(after, await FixRun.Of(before, "PSD2003").FixAllAsync(Nearest, FixAllScope.Solution, remaining: 1));
        Assert.Equal(
            [after[0], after[1], before[1].Sources[0]],
            await FixRun.Of(before, "PSD2003").FixAllAsync(Nearest, FixAllScope.Project, remaining: 2));
        Assert.Equal(
            [after[0], before[0].Sources[1], before[1].Sources[0]],
            await FixRun.Of(before, "PSD2003").FixAllAsync(Nearest, FixAllScope.Document, remaining: 3));
    }

    [Fact]
    public async Task In_a_closed_list_the_nearest_allowed_scope_is_offered_and_no_declaration()
    {
        var run = FixRun.Of(
            new ConsumerProject(Api.With("""[Psd2Scopes("banking.ais.raed")]""")) { AllowedScopes = "banking.ais.read" }, "PSD2003");

        Assert.Equal([Nearest], await run.TitlesAsync());
    }

    [Theory]
    [InlineData("using Aritma.Psd2;\n\nnamespace Contoso;\n", "Psd2Scopes", "Psd2Scope")]
    [InlineData("using Aritma.Psd2;\n\nnamespace Contoso.Aritma.Psd2;\n", "Psd2Scopes", "Psd2Scope")]
    [InlineData("namespace Contoso;\n\nusing Aritma.Psd2;\n", "Psd2Scopes", "Psd2Scope")]
    [InlineData("namespace Aritma.Psd2.Clients;\n", "Psd2Scopes", "Psd2Scope")]
    [InlineData("using Aritma.Psd2;\n\nnamespace Contoso;\n\npublic class Psd2Scope;\n", "Psd2Scopes", "Aritma.Psd2.Psd2Scope")]
    [InlineData("using Known = Aritma.Psd2.Psd2Scope;\n\nnamespace Contoso;\n", "Aritma.Psd2.Psd2Scopes", "Known")]
    [InlineData("using P = Aritma.Psd2;\n\nnamespace Contoso;\n", "P.Psd2Scopes", "P.Psd2Scope")]
    [InlineData("namespace Contoso;\n", "Psd2Scopes", "Psd2Scope", "global using Aritma.Psd2;\n")]
    public async Task A_constant_is_named_as_shortly_as_the_file_allows(
        string head, string attribute, string constants, params string[] others)
    {
        var project = new ConsumerProject([Source(head, attribute, "\"banking.ais.raed\""), .. others]);

        var changed = await FixRun.Of(project, "PSD2003").FixAllAsync(Nearest);

        Assert.Equal(Source(head, attribute, $"{constants}.AisRead"), changed[0]);
    }

    [Theory]
    [InlineData("namespace Contoso;\n", "using Aritma.Psd2;\n\nnamespace Contoso;\n", "Aritma.Psd2.Psd2Scopes")]
    [InlineData("using Refit;\n\nnamespace Contoso;\n", "using Aritma.Psd2;\nusing Refit;\n\nnamespace Contoso;\n", "Aritma.Psd2.Psd2Scopes")]
    [InlineData("using S = Aritma.Psd2.Psd2ScopesAttribute;\n\nnamespace Contoso;\n", "using Aritma.Psd2;\nusing S = Aritma.Psd2.Psd2ScopesAttribute;\n\nnamespace Contoso;\n", "S")]
    [InlineData("// Licence\n\nnamespace Contoso.Aritma.Psd2;\n", "// Licence\n\nusing Aritma.Psd2;\n\nnamespace Contoso.Aritma.Psd2;\n", "global::Aritma.Psd2.Psd2Scopes")]
    [InlineData("using Refit;\r\n\r\nnamespace Contoso;\r\n", "using Aritma.Psd2;\r\nusing Refit;\r\n\r\nnamespace Contoso;\r\n", "Aritma.Psd2.Psd2Scopes")]
    public async Task A_file_without_the_using_directive_gets_it(string before, string after, string attribute) => Assert.Equal(
        Source(after, attribute, "Psd2Scope.AisRead"),
        (await FixRun.Of(Source(before, attribute, "\"banking.ais.raed\""), "PSD2003").FixAllAsync(Nearest))[0]);

    private static string Source(string head, string attribute, string scope) => $$"""
        {{head}}
        [{{attribute}}({{scope}})]
        public interface IAccountsApi
        {
            [Refit.Get("/accounts")]
            System.Threading.Tasks.Task<string> GetAsync();
        }
        """.ReplaceLineEndings(head.Contains('\r', StringComparison.Ordinal) ? "\r\n" : "\n");

    [Fact]
    public async Task The_nearest_scope_takes_the_place_of_no_directive_and_no_comment()
    {
        var concatenated = Api.With("[Psd2Scopes(\"banking.ais.\" // accounts\n    + \"raed\")]");

        Assert.Equal(["Declare 'banking.ais.raed' as a known scope"], await FixRun.Of(concatenated, "PSD2003").TitlesAsync());
    }

    [Theory]
    [InlineData("[Psd2Scopes(\"banking.ais.raed\", global::Aritma.Psd2.Psd2Scope.ChannelPsd2)]", "PSD2003", Nearest, "[Psd2Scopes(Psd2Scope.AisRead, global::Aritma.Psd2.Psd2Scope.ChannelPsd2)]")]
    [InlineData("[Psd2Scopes(\"api\", \"api\", global::Aritma.Psd2.Psd2Scope.ChannelPsd2)]", "PSD2004", "Remove the repeated scope", "[Psd2Scopes(\"api\", global::Aritma.Psd2.Psd2Scope.ChannelPsd2)]")]
    [InlineData("[Psd2Scopes(scopes: global::Aritma.Psd2.Psd2Scope.AisRead)]", "PSD2005", "Add Psd2Scope.ChannelPsd2", "[Psd2Scopes(scopes: new[] { Psd2Scope.ChannelPsd2, global::Aritma.Psd2.Psd2Scope.AisRead })]")]
    public async Task Full_names_that_a_developer_wrote_stay(string before, string id, string title, string after)
    {
        Assert.Equal(Api.With(after), Assert.Single(await FixRun.Of(Api.With(before), id).FixAllAsync(title)));

        // Where the fix adds the using directive, too.
        var bare = Source("using Refit;\n\nnamespace Contoso;\n", "Aritma.Psd2.Psd2Scopes", before.Split(['(', ')'])[1]);
        Assert.Contains(after.Split(['(', ')'])[1], Assert.Single(await FixRun.Of(bare, id).FixAllAsync(title)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#if !DEBUG\nusing Refit;\n#endif\n\nnamespace Contoso;\n")]
    [InlineData("#if DEBUG\nusing Refit;\n#endif\n\nnamespace Contoso;\n")]
    [InlineData("using System;\n#if !DEBUG\nusing Refit;\n#endif\n\nnamespace Contoso;\n")]
    [InlineData("using System; using Refit;\n\nnamespace Contoso;\n")]
    [InlineData("namespace Contoso;\n\n#if !DEBUG\nusing Refit;\n#endif\n")]
    public async Task A_constant_is_named_in_full_where_a_using_directive_has_no_safe_place(string head) => Assert.Equal(
        Source(head, "Aritma.Psd2.Psd2Scopes", "Aritma.Psd2.Psd2Scope.AisRead"),
        Assert.Single(await FixRun.Of(Source(head, "Aritma.Psd2.Psd2Scopes", "\"banking.ais.raed\""), "PSD2003").FixAllAsync(Nearest)));
}
