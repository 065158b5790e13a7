using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Scopes;

/// <param name="Scope">The scope that another one goes with.</param>
/// <param name="Severity">How bad it is where it is missing.</param>
/// <param name="Reason">Why it is expected, as a clause.</param>
internal sealed record Companion(string Scope, DiagnosticSeverity Severity, string Reason);
