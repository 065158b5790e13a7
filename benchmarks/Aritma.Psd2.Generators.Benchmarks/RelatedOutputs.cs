using System.Text.RegularExpressions;
using Aritma.Psd2.Testing;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Benchmarks;

/// <summary>What our generator emits anew when the scopes of one client change.</summary>
/// <param name="Steps">The steps that wrote files.</param>
/// <param name="Files">The files whose text is another.</param>
/// <param name="OfFiles">All files.</param>
/// <param name="Clients">The clients that stand in files that were written anew, whether or not their text is another.</param>
internal sealed partial record RelatedOutputs(int Steps, int Files, int OfFiles, int Clients)
{
    public static RelatedOutputs Count(ShapedProject project)
    {
        var compilation = project.Compile();
        var driver = new MeasuredDriver(new Psd2ClientsGenerator(), recordsSteps: true);
        driver.Run(compilation);
        var before = driver.Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText);
        driver.Run(project.EditScopes(compilation, edit: 0));
        var after = driver.Result;

        var steps = after.TrackedOutputSteps.SelectMany(output => output.Value)
            .Count(step => step.Outputs.Any(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New));
        var changed = after.GeneratedSources
            .Count(file => !before.TryGetValue(file.HintName, out var earlier) || !earlier.ContentEquals(file.SourceText));
        var written = after.GeneratedSources
            .Where(file => !before.TryGetValue(file.HintName, out var earlier) || !ReferenceEquals(earlier, file.SourceText));
        var clients = written.SelectMany(file => Client().Matches(file.SourceText.ToString())).Select(match => match.Value).Distinct();
        return new RelatedOutputs(steps, changed, after.GeneratedSources.Length, clients.Count());
    }

    [GeneratedRegex(@"\bIBank\d+Api\b")]
    private static partial Regex Client();
}
