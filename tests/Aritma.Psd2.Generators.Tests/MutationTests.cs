using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>Valid code, changed at random as typing might: generator and analyzers survive, and what compiles goes on compiling.</summary>
public class MutationTests
{
    /// <summary>Valid, and with everything in it that generator and analyzers look at.</summary>
    public static readonly string[] Sources =
    [
        ConsumerProject.Usings + """
            [assembly: Psd2KnownScope("contoso.read")]
            [assembly: Psd2KnownScope("contoso.write", Requires = "contoso.read")]
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
                    [Post("/two/{id}"), Psd2Scopes("contoso.write", "contoso.read")] Task<string> TwoAsync(int id);
                    [Get("/three"), Psd2Scopes("contoso.read")] Task<T> ThreeAsync<T>(T value);
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
                interface IHidingApi : IBase { [Get("/hiding"), Scopes(Psd2Scope.AisRead, Psd2Scope.ChannelPsd2)] new Task<string> BaseAsync(); }
            }
            """,
    ];

    private const int Mutations = 40;

    private static readonly string[] OddTexts =
        ["\"", "'", "@", "\\", "{", "}", "[", "]", "<", ">", "(", ")", ";", ",", "/*", "*/", "//", "#if X\n", "\0", "\u200b", "\ud83d\ude00", "$\"{", "\"\"\"", "null", "default", "partial ", "unsafe ", "static abstract ", "file ", "private ", "params ", "where T : class"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Generator_and_analyzers_survive_what_typing_makes_of_code(int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < Mutations; number++)
        {
            var sources = Mutate(random);
            try
            {
                await CheckAsync(new ConsumerProject(sources) { AllowedScopes = number % 5 == 0 ? Psd2Scope.ChannelPsd2 : null });
            }
            catch (Exception failure)
            {
                throw new XunitException($"Seed {seed}, mutation {number}:\n{string.Join("\n-----\n", sources)}\n", failure);
            }
        }
    }

    [Fact]
    public async Task The_code_to_mutate_is_valid()
    {
        var project = new ConsumerProject(Sources);

        project.Run().MustCompile();
        Assert.DoesNotContain(await AnalyzerRun.ReportsAsync(project), report => report.Severity == DiagnosticSeverity.Error);
    }

    private static async Task CheckAsync(ConsumerProject project)
    {
        var before = project.Compile();
        var run = project.Run();
        run.MustBeWellFormed();
        var reports = await AnalyzerRun.ReportsAsync(project);
        if (!before.GetDiagnostics().Any(IsError) && !reports.Any(IsError))
        {
            run.MustCompile();
        }
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static string[] Mutate(Random random)
    {
        string[] sources = [.. Sources];
        var file = random.Next(sources.Length);
        var mutations = random.Next(1, 4);
        for (var mutation = 0; mutation < mutations; mutation++)
        {
            sources[file] = Mutate(sources[file], random);
        }

        return sources;
    }

    private static string Mutate(string source, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0).ToList();
        if (tokens.Count < 2)
        {
            return source;
        }

        var (one, other) = (tokens[random.Next(tokens.Count)], tokens[random.Next(tokens.Count)]);
        var (start, end) = (Math.Min(one.SpanStart, other.SpanStart), Math.Max(one.Span.End, other.Span.End));
        return random.Next(8) switch
        {
            0 => source.Remove(one.SpanStart, one.Span.Length),
            1 => source[..one.SpanStart],
            2 => source.Insert(one.SpanStart, other.Text + " "),
            3 => source.Remove(one.SpanStart, one.Span.Length).Insert(one.SpanStart, other.Text),
            4 => source.Insert(one.SpanStart, OddTexts[random.Next(OddTexts.Length)]),
            5 when end - start < 300 => source.Insert(end, " " + source[start..end]),
            6 when end - start < 300 => source.Remove(start, end - start),
            _ => Swap(source, one, other),
        };
    }

    private static string Swap(string source, SyntaxToken one, SyntaxToken other)
    {
        var (first, second) = one.SpanStart < other.SpanStart ? (one, other) : (other, one);
        return first == second
            ? source
            : source[..first.SpanStart] + second.Text + source[first.Span.End..second.SpanStart] + first.Text + source[second.Span.End..];
    }
}
