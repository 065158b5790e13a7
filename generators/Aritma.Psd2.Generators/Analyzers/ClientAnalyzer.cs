using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>A rule of Refit interfaces. It costs nothing where Aritma.Psd2 or Refit isn't referenced.</summary>
internal abstract class ClientAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Psd2Types.AreIn(start.Compilation) && RefitTypes.AreIn(start.Compilation))
            {
                Start(start, new Psd2Clients(start.Compilation));
            }
        });
    }

    protected abstract void Start(CompilationStartAnalysisContext context, Psd2Clients clients);
}
