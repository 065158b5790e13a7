using System.Text;
using Aritma.Psd2.Generators.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.CodeFixes.Tests;

public class ApproveScopesFixTests
{
    private const string Title = "Update Psd2Scopes.txt to what is declared";

    private const string Accounts = ConsumerProject.Usings + """
        namespace Contoso;
        [Psd2Scopes("zam", "api")]
        public interface IAccountsApi
        {
            [Get("/")] Task<string> GetAsync();
            [Get("/z"), Psd2Scopes("zam")] Task<string> ZapAsync();
            [Get("/b"), Psd2Anonymous] Task<string> BanksAsync();
        }
        """;

    private const string Contracts = ConsumerProject.Usings + """
        namespace Contracts;
        [Psd2Scopes("profile")] public interface IUsersApi { [Get("/")] Task<string> GetAsync(); }
        """;

    private const string Users = ConsumerProject.Usings + """
        namespace Contoso;
        [Psd2Scopes("profile")] public interface IUsersApi { [Get("/")] Task<string> GetAsync(); }
        """;

    private const string Listed =
        "Contoso.IAccountsApi: zam api\nContoso.IAccountsApi.BanksAsync: anonymous\nContoso.IAccountsApi.ZapAsync: zam\n";

    [Theory]
    [InlineData("", Listed)]
    [InlineData("\n", "\n" + Listed)]
    [InlineData("# Reviewed by security", Listed + "# Reviewed by security\n")]
    [InlineData("# Reviewed by security\n\n", "# Reviewed by security\n\n" + Listed)]
    [InlineData("Contoso.IGoneApi: api # gone\nno line\n", Listed)]
    public Task The_file_lists_what_is_declared(string before, string after) => MustBecome(before, after, Accounts);

    [Theory]
    [InlineData(
        "# Head\n\n   # Z\nContoso.IZApi: api\n# Accounts\n  Contoso.IAccountsApi:  api   # for ERP\n# End\n",
        "# Head\n\n   # Z\n\n# Accounts\nContoso.IAccountsApi: zam api   # for ERP\nContoso.IAccountsApi.BanksAsync: anonymous\nContoso.IAccountsApi.ZapAsync: zam\n# End\n")]
    [InlineData(
        "Contoso.IAccountsApi: api\n# SEC-99: until 2025\nContoso.IGoneApi: api\nContoso.IAccountsApi.BanksAsync: anonymous\nContoso.IAccountsApi.ZapAsync: zam\n",
        "Contoso.IAccountsApi: zam api\nContoso.IAccountsApi.BanksAsync: anonymous\nContoso.IAccountsApi.ZapAsync: zam\n")]
    [InlineData(
        "# Zap\nContoso.IAccountsApi.ZapAsync:  zam #1\n\n# Accounts\nContoso.IAccountsApi: api  zam\nContoso.IAccountsApi.ZapAsync: api",
        "\n# Accounts\nContoso.IAccountsApi: api  zam\nContoso.IAccountsApi.BanksAsync: anonymous\n# Zap\nContoso.IAccountsApi.ZapAsync:  zam #1\n")]
    [InlineData(
        "Contoso.IAccountsApi: anonymous\nContoso.IAccountsApi.BanksAsync: zam\nContoso.IAccountsApi.GetAsync: zam\nContoso.IAccountsApi.ZapAsync: zam api\n",
        Listed)]
    public Task Lines_are_sorted_and_comments_are_kept(string before, string after) => MustBecome(before, after, Accounts);

    [Fact]
    public Task Declarations_of_several_files_are_listed_in_one_go() => MustBecome(
        "Contoso.IUsersApi: api\n",
        Listed + "Contoso.INamedApi: api\nContoso.IUsersApi: profile\n",
        Accounts,
        Users,
        ConsumerProject.Usings + """
        [assembly: Psd2Client(typeof(Contoso.INamedApi), "api")]
        namespace Contoso;
        public interface INamedApi { [Get("/")] Task<string> GetAsync(); }
        """);

    [Fact]
    public Task What_nothing_is_sent_for_stays_as_it_is_listed() => MustBecome(
        "Contoso.IEmptyApi: api\nContoso.IGoneApi: api\n",
        Listed + "Contoso.IEmptyApi: api\n",
        Accounts,
        ConsumerProject.Usings + """
        namespace Contoso;
        [Psd2Scopes] public interface IEmptyApi { [Get("/")] Task<string> GetAsync(); }
        [Psd2Scopes("two scopes")] public interface INoTokenApi { [Get("/")] Task<string> GetAsync(); }
        """);

    [Fact]
    public async Task Fix_All_of_the_solution_updates_the_file_of_each_project_that_has_one()
    {
        var fixedFiles = await FixRun.Of(
            [
                Project("Erp", "# Erp\n\n", Accounts),
                Project("Users", "Contoso.IUsersApi: api\n", Users),
                Project("Contracts", null, Contracts),
                Project("Stale", "# None\nContoso.IGoneApi: api\n", "class C;"),
            ],
            "PSD2013").FixAllAsync(Title, FixAllScope.Solution);

        Assert.Equal(
            [Accounts, "# Erp\n\n" + Listed, Users, "Contoso.IUsersApi: profile\n", Contracts, "class C;", "# None\n\n"],
            fixedFiles);
    }

    [Fact]
    public async Task Fix_All_of_a_project_leaves_the_others_alone() => Assert.Equal(
        [Accounts, Listed, Users, ""],
        await FixRun.Of([Project("Erp", "", Accounts), Project("Users", "", Users)], "PSD2013")
            .FixAllAsync(Title, FixAllScope.Project, remaining: 1));

    [Fact]
    public async Task A_project_without_a_reference_to_the_package_keeps_its_file()
    {
        var other = Project("Other", "Contoso.IAccountsApi: api\n", "class C;") with { WithoutRunTime = true };

        Assert.Equal(
            [Users, "Contoso.IUsersApi: profile\n", "class C;", "Contoso.IAccountsApi: api\n"],
            await FixRun.Of([Project("Users", "", Users), other], "PSD2013").FixAllAsync(Title, FixAllScope.Solution));
    }

    [Theory]
    [InlineData(true, "# Erp\r\nContoso.IUsersApi: api\r\n", "# Erp\r\nContoso.IUsersApi: profile\r\n")]
    [InlineData(false, "# Erp\nContoso.IUsersApi: api\n", "# Erp\nContoso.IUsersApi: profile\n")]
    public async Task Line_breaks_and_the_byte_order_mark_are_kept(bool hasMark, string before, string after)
    {
        var solution = ConsumerSolution.Of(Project("Users", "", Users));
        var file = solution.Projects.Single().AdditionalDocuments.Single();
        solution = solution.WithAdditionalDocumentText(file.Id, SourceText.From(before, new UTF8Encoding(hasMark)));

        var text = await UpdatedAsync(solution.Projects.Single(), "PSD2013", solution.Projects.Single().Documents.Single());

        Assert.Equal(after, text.ToString());
        Assert.Equal(hasMark ? 3 : 0, text.Encoding!.GetPreamble().Length);
    }

    [Fact]
    public async Task A_stale_line_is_fixed_where_it_stands()
    {
        var project = ConsumerSolution.Of(Project("Users", "Contoso.IGoneApi: api\nContoso.IUsersApi: profile\n", Users)).Projects.Single();

        var text = await UpdatedAsync(project, "PSD2014", project.AdditionalDocuments.Single());

        Assert.Equal("Contoso.IUsersApi: profile\n", text.ToString());
    }

    [Fact]
    public async Task What_has_stopped_compiling_meanwhile_changes_nothing()
    {
        var solution = ConsumerSolution.Of(Project("Users", "Contoso.IGoneApi: api\n", Users));
        var document = solution.Projects.Single().Documents.Single();
        var changed = document.WithText(SourceText.From(Users.Replace("\"profile\"", "Missing.Scope", StringComparison.Ordinal)));

        Assert.Equal("Contoso.IGoneApi: api\n", (await UpdatedAsync(changed.Project, "PSD2013", changed)).ToString());
    }

    /// <summary>One fix does it all, as does Fix All, from whichever report.</summary>
    private static async Task MustBecome(string before, string after, params string[] sources)
    {
        foreach (var lineBreak in before.Contains('\n', StringComparison.Ordinal) ? ["\n", "\r\n"] : new[] { Environment.NewLine })
        {
            var project = Project("Erp", before.ReplaceLineEndings(lineBreak), sources);
            string[] expected = [.. sources, after.ReplaceLineEndings(lineBreak)];

            Assert.Equal(expected, await FixRun.Of(project, "PSD2013").FixFirstAsync(Title));
            Assert.Equal(expected, await FixRun.Of(project with { Sources = [.. sources.Reverse()] }, "PSD2013").FixFirstAsync(Title)
                is [.. var others, var file] ? [.. others.Reverse(), file] : []);
            Assert.Equal(expected, await FixRun.Of(project, "PSD2013").FixAllAsync(Title));
        }
    }

    /// <summary>The file after the fix that is offered for a report in a document.</summary>
    private static async Task<SourceText> UpdatedAsync(Project project, string id, TextDocument document)
    {
        var descriptor = AnalyzerRun.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Single(rule => rule.Id == id);
        var (_, action) = Assert.Single(await Fixes.OfferedAsync(document, Diagnostic.Create(descriptor, Location.None)));

        // What changes nothing has no operation.
        var solution = await action.GetOperationsAsync(CancellationToken.None) is [] ? project.Solution : await Fixes.ApplyAsync(action);
        return await solution.GetProject(project.Id)!.AdditionalDocuments.Single().GetTextAsync();
    }

    private static ConsumerProject Project(string name, string? approved, params string[] sources) =>
        new(sources) { AssemblyName = name, ApprovedScopes = approved };
}
