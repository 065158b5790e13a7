using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2003Tests
{
    private const string Api = "interface IApi { [Get(\"/\")] Task GetAsync(); }";

    private static readonly Rule Rule = new("PSD2003");

    [Theory]
    [InlineData("[Psd2Scopes({|PSD2003:\"banking.ais.raed\"|})]")]
    [InlineData("[Psd2Scopes({|PSD2003:\"banking.\" + \"ais.raed\"|})]")]
    [InlineData("[Psd2Scopes({|PSD2003:@\"banking.ais.raed\"|})]")]
    [InlineData("[Psd2Scopes({|PSD2003:nameof(IApi)|})]")]
    [InlineData("[Psd2Scopes({|PSD2003:Own.Scope|})]")]
    [InlineData("[Psd2Scopes({|PSD2003:$\"{Own.Scope}\"|})]")]
    [InlineData("[Psd2Scopes(({|PSD2003:Own.Scope|}))]")]
    [InlineData("[Psd2Scopes(scopes: {|PSD2003:Own.Scope|})]")]
    [InlineData("[Psd2Scopes(new[] { {|PSD2003:Own.Scope|} })]")]
    [InlineData("[Psd2Scopes(new string[1] { {|PSD2003:Own.Scope|} })]")]
    [InlineData("[Psd2Scopes([{|PSD2003:Own.Scope|}])]")]
    [InlineData("[Psd2Scopes(Own.NoConstant, {|PSD2003:Own.Scope|})]")]
    [InlineData("[Ours({|PSD2003:Own.Scope|})]")]
    public Task An_unknown_scope_is_reported_at_the_expression_that_has_the_value(string attribute) => Rule.MustReport($$"""
        using Ours = Aritma.Psd2.Psd2ScopesAttribute;
        {{attribute}} {{Api}}
        static class Own { public const string Scope = "banking.ais.raed"; public static readonly string NoConstant = ""; }
        """);

    [Theory]
    [InlineData("interface IApi { [Get(\"/\"), Psd2Scopes({|PSD2003:\"zaam\"|})] Task GetAsync(); }", "IApi.GetAsync()")]
    [InlineData("class Outer { [Psd2Scopes({|PSD2003:\"zaam\"|})] public interface IApi<T> { [Get(\"/\")] Task GetAsync(); } }", "Outer.IApi<T>")]
    [InlineData("[assembly: Psd2Client(typeof(Contoso.IApi), {|PSD2003:\"zaam\"|})] namespace Contoso { interface IApi { [Get(\"/\")] Task GetAsync(); } }", "IApi")]
    public async Task What_declares_it_is_named(string source, string declaredBy)
    {
        var reports = await Rule.MustReport(source);

        Assert.StartsWith(
            $"'zaam' of '{declaredBy}' is", Assert.Single(reports).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("banking.ais.raed", "banking.ais.read")]
    [InlineData("BANKING.AIS.READ", "banking.ais.read")]
    [InlineData("banking.chanel.psd2", "banking.channel.psd2")]
    [InlineData("bankign.chanel.psd", "banking.channel.psd2")]
    [InlineData("service.iam", "services.iam")]
    [InlineData("Zam", "zam")]
    [InlineData("open_id", "openid")]
    public async Task The_nearest_known_scope_is_offered(string scope, string nearest)
    {
        var report = Assert.Single(await Rule.MustReport($"[Psd2Scopes({{|PSD2003:\"{scope}\"|}})] {Api}"));

        Assert.Equal(
            $"'{scope}' of 'IApi' is not a known scope. Did you mean '{nearest}'? If it is right, declare it with [assembly: Psd2KnownScope(\"{scope}\")].",
            report.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(nearest, report.Properties["Nearest"]);
        Assert.Equal(scope, report.Properties["Scope"]);
        Assert.False(report.Properties.ContainsKey("NotToBeDeclared"));
    }

    [Theory]
    [InlineData("email")]
    [InlineData("a")]
    [InlineData("contoso.invoices.write")]
    [InlineData("banking.ais")]
    [InlineData("banking.ais.write")]
    [InlineData("banking.pis.write")]
    [InlineData("banking.consents")]
    [InlineData("services.payments")]
    [InlineData("contoso.a,contoso.b")]
    [InlineData("banking.ais,read")]
    [InlineData("banking.ais;read")]
    [InlineData("banking+ais.read")]
    public async Task Nothing_is_offered_where_nothing_is_near(string scope)
    {
        var report = Assert.Single(await Rule.MustReport($"[Psd2Scopes({{|PSD2003:\"{scope}\"|}})] {Api}"));

        Assert.Equal(
            $"'{scope}' of 'IApi' is not a known scope. Use one of Psd2Scope, or declare it with [assembly: Psd2KnownScope(\"{scope}\")].",
            report.GetMessage(CultureInfo.InvariantCulture));
        Assert.False(report.Properties.ContainsKey("Nearest"));
    }

    [Theory]
    [InlineData("banking.channel.psd2,banking.ais.read")]
    [InlineData("banking.channel.psd2;banking.ais.read")]
    [InlineData("banking.channel.psd2+banking.ais.read")]
    [InlineData("banking.channel.psd2,banking.ais.raed")]
    [InlineData("banking.ais.read,")]
    public async Task A_list_in_one_string_is_to_be_split(string scopes)
    {
        var report = Assert.Single(await Rule.MustReport($"[Psd2Scopes({{|PSD2003:\"{scopes}\"|}})] {Api}"));

        Assert.Equal(
            $"'{scopes}' of 'IApi' is not a known scope. Write each scope as a string of its own.", report.GetMessage(CultureInfo.InvariantCulture));
        Assert.False(report.Properties.ContainsKey("Nearest"));
        Assert.True(report.Properties.ContainsKey("NotToBeDeclared"));
    }

    [Theory]
    [InlineData("Psd2Scope.ChannelPsd2, Psd2Scope.AisRead")]
    [InlineData("\"banking.channel.psd2\", \"banking.ais.read\"")]
    [InlineData("\"api\", \"bankservice\", \"offline_access\", \"openid\", \"profile\", \"reconcile\"")]
    [InlineData("\"services.banking\", \"services.erphub\", \"services.iam\", \"services.settlement\", \"zam\"")]
    public Task Scopes_of_Aritmas_documentation_are_known(string scopes) => Rule.MustStayQuiet($"[Psd2Scopes({scopes})] {Api}");

    [Fact]
    public Task A_declared_scope_is_known_in_its_assembly() => Rule.MustStayQuiet($"""
        [assembly: Psd2KnownScope("contoso.read")]
        [Psd2Scopes("contoso.read")] {Api}
        """);

    [Fact]
    public async Task A_declared_scope_is_offered_where_it_is_near()
    {
        var reports = await Rule.MustReport(
            $"[assembly: Psd2KnownScope(\"contoso.read\")] [Psd2Scopes({{|PSD2003:\"contoso.raed\"|}})] {Api}");

        Assert.Equal("contoso.read", Assert.Single(reports).Properties["Nearest"]);
    }

    [Theory]
    [InlineData("abcd", "abcx", "abcy", "abcx")]
    [InlineData("abcd", "abcdx", "ABCD", "ABCD")]
    [InlineData("abcdefghij", "abcdefghxy", "abcdefghjix", "abcdefghjix")]
    [InlineData("abcdefghij", "abcdefghxy", "abcdefghiz", "abcdefghiz")]
    public async Task Of_several_the_nearest_is_offered_and_letter_case_counts_least(
        string unknown, string first, string second, string nearest)
    {
        var reports = await Rule.MustReport(
            $"[assembly: Psd2KnownScope(\"{second}\")] [assembly: Psd2KnownScope(\"{first}\")] [Psd2Scopes({{|PSD2003:\"{unknown}\"|}})] {Api}");

        Assert.Equal(nearest, Assert.Single(reports).Properties["Nearest"]);
    }

    [Theory]
    [InlineData("abc", "xbc", "xyc")]
    [InlineData("abcdefghi", "xbcdefghi", "xycdefghi")]
    [InlineData("abcdefghij", "xycdefghij", "xyzdefghij")]
    [InlineData("abcdefghijklmno", "xyzdefghijklmno", "xyzwefghijklmno")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "123defghijklmnopqrstuvwxyz", "1234efghijklmnopqrstuvwxyz")]
    public async Task Near_is_what_one_edit_in_five_characters_makes_and_three_at_most(string unknown, string near, string far)
    {
        Assert.Equal(near, await NearestAsync(near));
        Assert.Null(await NearestAsync(far));

        async Task<string?> NearestAsync(string known) =>
            Assert.Single(await Rule.MustReport($"[assembly: Psd2KnownScope(\"{known}\")] [Psd2Scopes({{|PSD2003:\"{unknown}\"|}})] {Api}"))
                .Properties.GetValueOrDefault("Nearest");
    }

    [Fact]
    public Task What_is_no_scope_token_can_not_be_declared() =>
        Rule.MustReport($"[assembly: Psd2KnownScope(\"contoso read\")] [Psd2Scopes({{|PSD2003:\"contoso\"|}})] {Api}");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_scope_that_a_referenced_assembly_declares_is_known(bool asImage)
    {
        var scopes = (Rule.Project("[assembly: Psd2KnownScope(\"contoso.read\")]") with { AssemblyName = "Contoso.Scopes" }).Compile();
        MetadataReference reference = asImage ? MetadataReference.CreateFromStream(Image(scopes)) : scopes.ToMetadataReference();

        await AnalyzerRun.MustReportAsync(
            Rule.Project($"[Psd2Scopes(\"contoso.read\")] {Api}") with { References = [reference] }, "PSD2003");
    }

    [Fact]
    public Task A_scope_that_only_an_internal_of_another_library_declares_is_unknown()
    {
        const string Lookalike = """
            [assembly: Contoso.Psd2KnownScope("contoso.read")]
            namespace Contoso { public class Psd2KnownScopeAttribute : System.Attribute { public Psd2KnownScopeAttribute(string scope) { } } }
            """;
        return Rule.MustReport(Lookalike, $"[Psd2Scopes({{|PSD2003:\"contoso.read\"|}})] {Api}");
    }

    [Fact]
    public async Task Constants_are_read_from_the_run_time_in_use()
    {
        var newer = new ConsumerProject(
            "namespace Aritma.Psd2 { public static class Psd2Scope { public const string New = \"banking.new\"; } }")
        {
            AssemblyName = "Aritma.Psd2.Newer",
        };

        await AnalyzerRun.MustReportAsync(
            Rule.Project($"[Psd2Scopes(\"banking.new\")] {Api}") with { References = [newer.Compile().ToMetadataReference()] }, "PSD2003");
    }

    [Fact]
    public async Task A_closed_list_makes_its_scopes_known()
    {
        var project = Rule.Project($"[Psd2Scopes(\"contoso.read\")] {Api}") with { AllowedScopes = "contoso.read" };

        await AnalyzerRun.MustReportAsync(project, "PSD2003", "PSD2006");
    }

    [Fact]
    public async Task With_a_closed_list_the_nearest_scope_is_one_of_it()
    {
        var project = Rule.Project($"[Psd2Scopes({{|PSD2003:\"banking.ais.raed\"|}})] {Api}") with
        {
            AllowedScopes = "banking.ais.red api",
        };

        var report = Assert.Single(await AnalyzerRun.MustReportAsync(project, "PSD2003", "PSD2006"));

        Assert.Equal(
            "'banking.ais.raed' of 'IApi' is not a known scope. Did you mean 'banking.ais.red'? If it is right, add it to the property Psd2AllowedScopes.",
            report.GetMessage(CultureInfo.InvariantCulture));
        Assert.True(report.Properties.ContainsKey("NotToBeDeclared"));
    }

    [Fact]
    public async Task With_a_closed_list_and_nothing_near_the_list_is_shown()
    {
        var project = Rule.Project($"[Psd2Scopes({{|PSD2003:\"contoso.write\"|}})] {Api}") with { AllowedScopes = "zam api" };

        var report = Assert.Single(await AnalyzerRun.MustReportAsync(project, "PSD2003", "PSD2006"));

        Assert.Equal(
            "'contoso.write' of 'IApi' is not a known scope. Use one of zam api, or add it to the property Psd2AllowedScopes.",
            report.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task A_pragma_keeps_it_quiet() => Rule.MustStayQuiet($"""
        #pragma warning disable PSD2003
        [Psd2Scopes("contoso.read")] {Api}
        """);

    private static MemoryStream Image(Compilation compilation)
    {
        var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        image.Position = 0;
        return image;
    }
}
