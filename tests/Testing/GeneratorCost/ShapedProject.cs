using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aritma.Psd2.Testing;

/// <summary>A consumer's project with many clients of five methods, one interface a file, and what somebody edits in it.</summary>
internal sealed class ShapedProject(ProjectShape shape, int clients, int unrelatedClasses = 1)
{
    public static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default;

    private const string Usings = "using System.Threading.Tasks;\nusing Aritma.Psd2;\nusing Refit;\n\nnamespace Contoso;\n\n";
    private const string EditedScopes = "/src/Edited.cs";
    private const string EditedClass = "/src/Class0.cs";

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).Contains("Tests", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A compilation that shares nothing with any before it, not even the trees.</summary>
    public CSharpCompilation Compile() => CSharpCompilation.Create(
        "Contoso",
        Sources().Select(file => Parse(file.Text, file.Path)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Another member in a class that has nothing to do with clients.</summary>
    /// <param name="compilation">What is edited.</param>
    /// <param name="edit">Another number, another text.</param>
    public static CSharpCompilation EditClass(CSharpCompilation compilation, int edit) =>
        Replace(compilation, EditedClass, Class(0, $"public int Edit{edit} => {edit};"));

    /// <summary>Another scope of the first client.</summary>
    /// <inheritdoc cref="EditClass"/>
    public CSharpCompilation EditScopes(CSharpCompilation compilation, int edit)
    {
        var scopes = $"\"edit.{edit}\"";
        return Replace(compilation, EditedScopes, shape == ProjectShape.NamedByAssembly ? Assembly(scopes) : Client(0, scopes));
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, string path, string text) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(tree => tree.FilePath == path), Parse(text, path));

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private IEnumerable<(string Path, string Text)> Sources()
    {
        var isNamed = shape == ProjectShape.NamedByAssembly;
        if (isNamed)
        {
            yield return (EditedScopes, Assembly("Psd2Scope.ChannelPsd2"));
        }

        if (shape == ProjectShape.SharedBase)
        {
            yield return ("/src/IBase.cs", Base("IBase"));
        }

        for (var client = 0; client < clients; client++)
        {
            var path = client == 0 && !isNamed ? EditedScopes : $"/src/IBank{client}Api.cs";
            yield return (path, Client(client, "Psd2Scope.ChannelPsd2"));
            if (shape == ProjectShape.OwnBase)
            {
                yield return ($"/src/IBank{client}Base.cs", Base($"IBank{client}Base"));
            }
        }

        for (var number = 0; number < unrelatedClasses; number++)
        {
            yield return ($"/src/Class{number}.cs", Class(number, ""));
        }
    }

    private string Assembly(string firstScopes) =>
        "using Aritma.Psd2;\n\n" + string.Concat(Enumerable.Range(0, clients).Select(client =>
            $"[assembly: Psd2Client(typeof(Contoso.IBank{client}Api), {(client == 0 ? firstScopes : "Psd2Scope.ChannelPsd2")})]\n"));

    private string Client(int number, string scopes)
    {
        var onInterface = shape is ProjectShape.ScopesPerMethod or ProjectShape.NamedByAssembly ? "" : $"[Psd2Scopes({scopes})]";
        var onEach = shape switch
        {
            ProjectShape.Timeout => ", Timeout(5_000)",
            ProjectShape.ScopesPerMethod => $", Psd2Scopes({scopes})",
            _ => "",
        };
        var onLast = shape == ProjectShape.Mixed ? ", Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)" : onEach;
        var inherited = shape switch
        {
            ProjectShape.OwnBase => $" : IBank{number}Base",
            ProjectShape.SharedBase => " : IBase",
            _ => "",
        };
        return $$"""
            {{Usings}}{{onInterface}}
            public interface IBank{{number}}Api{{inherited}}
            {
                [Get("/bank{{number}}/accounts"){{onEach}}]
                Task<string> ListAsync();

                [Get("/bank{{number}}/accounts/{id}"){{onEach}}]
                Task<string> FindAsync(string id);

                [Get("/bank{{number}}/accounts/{id}/transactions"){{onEach}}]
                Task<string> TransactionsAsync(string id, int page);

                [Post("/bank{{number}}/accounts"){{onEach}}]
                Task OpenAsync([Body] string account);

                [Delete("/bank{{number}}/accounts/{id}"){{onLast}}]
                Task CloseAsync(string id);
            }
            """;
    }

    private static string Base(string name) => $$"""
        {{Usings}}public interface {{name}}
        {
            [Get("/status")]
            Task<string> StatusAsync();

            [Get("/limits")]
            Task<string> LimitsAsync();
        }
        """;

    private static string Class(int number, string member) => $$"""
        namespace Contoso;

        public class Class{{number}}
        {
            [System.ComponentModel.DefaultValue({{number}})]
            public int Number { get; set; } = {{number}};

            public int Sum(int[] values)
            {
                var sum = Number;
                foreach (var value in values)
                {
                    sum += value;
                }

                return sum;
            }

            {{member}}
        }
        """;
}
