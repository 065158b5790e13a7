using System.Collections.Immutable;
using Aritma.Psd2.Generators.Tests;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.CodeFixes.Tests;

/// <summary>A consumer's projects as an editor holds them; each references those before it.</summary>
internal static class ConsumerSolution
{
    public static Solution Of(params IEnumerable<ConsumerProject> consumers)
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        foreach (var consumer in consumers)
        {
            solution = Add(solution, consumer, [.. solution.ProjectIds]);
        }

        return solution;
    }

    private static Solution Add(Solution solution, ConsumerProject consumer, ImmutableArray<ProjectId> references)
    {
        var compilation = consumer.Compile();
        var id = ProjectId.CreateNewId();
        solution = solution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            consumer.AssemblyName,
            consumer.AssemblyName,
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: compilation.SyntaxTrees[0].Options,
            projectReferences: references.Select(reference => new ProjectReference(reference)),
            metadataReferences: compilation.References));
        foreach (var (source, index) in consumer.Sources.Select((source, index) => (source, index)))
        {
            solution = solution.AddDocument(
                DocumentId.CreateNewId(id), $"File{index}.cs", source, filePath: $"/{consumer.AssemblyName}/File{index}.cs");
        }

        return consumer.ApprovedScopes is null ? solution : solution.AddAdditionalDocument(
            DocumentId.CreateNewId(id), "Psd2Scopes.txt", consumer.ApprovedScopes, filePath: $"/{consumer.AssemblyName}/Psd2Scopes.txt");
    }
}
