using System;
using System.Collections.Generic;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>What a compilation declares, beside what its <c>Psd2Scopes.txt</c> approves.</summary>
internal sealed class ScopeApproval
{
    private readonly List<ApprovedLine> _stale = [];
    private readonly Dictionary<string, ApprovedLine> _approved = new(StringComparer.Ordinal);

    public ScopeApproval(Compilation compilation, SourceText file)
    {
        Lines = [.. ApprovedLine.Read(file)];
        Declared = ScopeDeclaration.AllOf(compilation);
        foreach (var line in Lines.Where(line => !line.IsEmpty))
        {
            if (line.IsWellFormed && Declared.ContainsKey(line.Name) && !_approved.ContainsKey(line.Name))
            {
                _approved.Add(line.Name, line);
            }
            else
            {
                _stale.Add(line);
            }
        }

        Unapproved = [.. Declared.Values.Where(declaration => declaration.IsValid && !IsApproved(declaration))];
        if (!IsUpToDate && UnfinishedAttributes.AreIn(compilation))
        {
            // What is meant isn't known yet, and the compiler says what is wrong.
            Unapproved = [];
            _stale.Clear();
        }
    }

    public IReadOnlyList<ApprovedLine> Lines { get; }

    public IReadOnlyDictionary<string, ScopeDeclaration> Declared { get; }

    /// <summary>The declarations that no line lists, or with other scopes.</summary>
    public IReadOnlyList<ScopeDeclaration> Unapproved { get; }

    /// <summary>The lines that approve nothing.</summary>
    public IReadOnlyList<ApprovedLine> Stale => _stale;

    public bool IsUpToDate => Unapproved.Count == 0 && _stale.Count == 0;

    /// <summary>The line that lists a declaration; null where none does.</summary>
    public ApprovedLine? Find(string name) => _approved.TryGetValue(name, out var line) ? line : null;

    private bool IsApproved(ScopeDeclaration declaration) => Find(declaration.Name) is { } line && declaration.IsApprovedBy(line);
}
