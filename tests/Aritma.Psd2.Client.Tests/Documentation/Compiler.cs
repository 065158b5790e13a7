using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aritma.Psd2.Client.Tests.Documentation;

/// <summary>Compiles what the documentation shows, as a project of its reader would: without a warning.</summary>
internal static class Compiler
{
    private const string OfConsole = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private const string OfWeb = """
        global using System.Net.Http.Json; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).Contains("Tests", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Programs = new();

    /// <summary>Compiles a whole <c>Program.cs</c>, once, with the implicit usings of its kind of project.</summary>
    public static Assembly Compile(string program) => Programs.GetOrAdd(program, code => new(() =>
        code.Contains("WebApplication.", StringComparison.Ordinal)
            ? Compile(OutputKind.ConsoleApplication, code, OfConsole, OfWeb)
            : Compile(OutputKind.ConsoleApplication, code, OfConsole))).Value;

    /// <summary>Compiles a piece of a web application: statements that begin with <c>builder</c>, or declarations.</summary>
    public static Assembly CompilePiece(string code)
    {
        var lines = code.Split('\n');
        var usings = lines.TakeWhile(line => line.Length == 0 || line.StartsWith("using ", StringComparison.Ordinal)).ToList();
        var rest = string.Join('\n', lines.Skip(usings.Count));
        var isProgram = rest.StartsWith("builder.", StringComparison.Ordinal) || rest.StartsWith("await ", StringComparison.Ordinal);
        return Compile(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            $"{string.Join('\n', usings)}\n{(isProgram ? "var builder = WebApplication.CreateBuilder(args);\n" : "")}{rest}",
            OfConsole,
            OfWeb,
            "global using Aritma.Psd2.Client;");
    }

    private static Assembly Compile(OutputKind kind, params string[] sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp13);
        var compilation = CSharpCompilation.Create(
            $"Contoso{Guid.NewGuid():N}",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, options)),
            References,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);

        Assert.Empty(result.Diagnostics
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString()));
        return Assembly.Load(assembly.ToArray());
    }
}
