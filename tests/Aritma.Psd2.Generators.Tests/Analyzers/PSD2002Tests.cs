using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2002Tests
{
    private const string Api = "interface IApi { [Get(\"/\")] Task GetAsync(); }";

    private static readonly Rule Rule = new("PSD2002");

    [Theory]
    [InlineData("banking.channel.psd2 banking.ais.read", "'banking.channel.psd2 banking.ais.read'", "Write each scope as a string of its own")]
    [InlineData("a\tb\nc", "'a\\u0009b\\u000Ac'", "Write each scope as a string of its own")]
    [InlineData(" api", "' api'", "Remove the white space around it")]
    [InlineData("api\u00A0", "'api\\u00A0'", "Remove the white space around it")]
    [InlineData("", "''", "Name a scope, such as Psd2Scope.AisRead, or remove it")]
    [InlineData(" \t", "' \\u0009'", "Name a scope, such as Psd2Scope.AisRead, or remove it")]
    [InlineData("a\"b", "'a\"b'", "Remove the character '\"' (U+0022)")]
    [InlineData("a\\b", "'a\\b'", "Remove the character '\\' (U+005C)")]
    [InlineData("kontæ", "'kontæ'", "Remove the character 'æ' (U+00E6)")]
    [InlineData("a\0b", "'a\\u0000b'", "Remove the character U+0000")]
    [InlineData("a\u001B[31mb", "'a\\u001B[31mb'", "Remove the character U+001B")]
    [InlineData("a\u200Bb", "'a\\u200Bb'", "Remove the character U+200B")]
    [InlineData("a\u202Eb", "'a\\u202Eb'", "Remove the character U+202E")]
    [InlineData("a\u007Fb", "'a\\u007Fb'", "Remove the character U+007F")]
    [InlineData("a😀", "'a\\uD83D\\uDE00'", "Remove the character U+1F600")]
    public async Task A_string_that_is_no_scope_token_is_reported_with_what_to_do(string scope, string shown, string remedy)
    {
        var literal = SymbolDisplay.FormatLiteral(scope, quote: true);

        var reports = await Rule.MustReport($"[Psd2Scopes({{|PSD2002:{literal}|}})] {Api}");

        Assert.Equal(
            $"{shown} of 'IApi' is no scope token (RFC 6749 §3.3). {remedy}.", Assert.Single(reports).GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(scope, reports[0].Properties["Scope"]);
    }

    [Fact]
    public async Task Null_is_no_scope()
    {
        var reports = await Rule.MustReport($"[Psd2Scopes({{|PSD2002:null|}}, {{|PSD2002:(string)null|}})] {Api}");

        Assert.Equal(
            "null of 'IApi' is no scope token (RFC 6749 §3.3). Name a scope, such as Psd2Scope.AisRead, or remove it.",
            reports[0].GetMessage(CultureInfo.InvariantCulture));
        Assert.Null(reports[0].Properties["Scope"]);
    }

    [Theory]
    [InlineData("[Psd2Scopes({|PSD2002:Own.Two|})]")]
    [InlineData("[Psd2Scopes({|PSD2002:\"api\" + \" \"|})]")]
    [InlineData("[Psd2Scopes({|PSD2002:$\"{Own.Two}!\"|})]")]
    [InlineData("[Psd2Scopes(\"api\", {|PSD2002:\"a b\"|}, \"zam\")]")]
    [InlineData("[Psd2Scopes(new[] { \"api\", {|PSD2002:\"a b\"|} })]")]
    [InlineData("[Psd2Scopes([\"api\", {|PSD2002:\"a b\"|}])]")]
    [InlineData("[Psd2Scopes({|PSD2002:\"a b\"|}, {|PSD2002:\"a b\"|})]")]
    public Task It_is_reported_at_the_expression_that_has_the_value(string attribute) =>
        Rule.MustReport($"{attribute} {Api} static class Own {{ public const string Two = \"a b\"; }}");

    [Theory]
    [InlineData("[assembly: Psd2Client(typeof(IApi), {|PSD2002:\"a b\"|})]", "IApi")]
    [InlineData("[assembly: Psd2KnownScope({|PSD2002:\"a b\"|})]", "Psd2KnownScope")]
    [InlineData("[assembly: Psd2KnownScope(scope: {|PSD2002:\"a b\"|})]", "Psd2KnownScope")]
    public async Task Attributes_of_the_assembly_are_checked_too(string attribute, string declaredBy)
    {
        var reports = await Rule.MustReport($"{attribute} {Api}");

        Assert.StartsWith(
            $"'a b' of '{declaredBy}' is no", Assert.Single(reports).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!#$%&'()*+,-./0:;<=>?@A[]^_`a{|}~")]
    [InlineData("a")]
    public Task Each_character_of_a_scope_token_is_allowed(string scope) => Rule.MustStayQuiet($"""
        [assembly: Psd2KnownScope("{scope}")]
        [Psd2Scopes("{scope}")] {Api}
        """);
}
