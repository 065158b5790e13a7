using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Scopes;

/// <param name="Scope">The scope that another one goes with.</param>
/// <param name="Severity">How bad it is where it is missing.</param>
internal readonly record struct Companion(string Scope, DiagnosticSeverity Severity);
