using System.Reflection;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string Root = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == nameof(Repository)).Value!;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");
}
