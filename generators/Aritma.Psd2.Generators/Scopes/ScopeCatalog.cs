using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>The scopes that a compilation knows, and those that its project allows.</summary>
internal sealed class ScopeCatalog
{
    private readonly HashSet<string> _known = new(AritmaScopes.OfOtherApis, StringComparer.Ordinal);

    private ScopeCatalog(ImmutableArray<string> allowed)
    {
        Allowed = allowed;
        _known.UnionWith(allowed);
    }

    /// <summary>The scopes of a closed list, as listed; empty where the list is open.</summary>
    public ImmutableArray<string> Allowed { get; }

    public bool IsClosed => !Allowed.IsEmpty;

    /// <param name="compilation">Its references are looked through: once per compilation, and only when it is needed.</param>
    /// <param name="allowed">The scopes of a closed list; empty where the list is open.</param>
    public static ScopeCatalog Read(Compilation compilation, ImmutableArray<string> allowed)
    {
        var catalog = new ScopeCatalog(allowed);
        foreach (var constants in compilation.GetTypesByMetadataName(Psd2Types.ScopeConstants))
        {
            catalog._known.UnionWith(constants.GetMembers().OfType<IFieldSymbol>().Select(field => field.ConstantValue).OfType<string>());
        }

        // To read the attributes of all references would load their metadata for nothing.
        catalog.AddDeclared(compilation.Assembly);
        foreach (var reference in Psd2Types.ReferencesThatKnow(compilation))
        {
            catalog.AddDeclared(reference);
        }

        return catalog;
    }

    public bool IsKnown(string scope) => _known.Contains(scope);

    public bool IsAllowed(string scope) => !IsClosed || Allowed.Contains(scope);

    /// <summary>
    /// The scope that was probably meant: one that differs in letter case, else the nearest that a few typing errors explain; null where
    /// there is none. A scope that differs by a word asks for something else.
    /// </summary>
    public string? Nearest(string unknown) => HasListSeparator(unknown) ? null : (IsClosed ? Allowed : (IEnumerable<string>)_known)
        .Select(scope => (Scope: scope, Distance: Distance(unknown, scope)))
        .Where(candidate => candidate.Distance <= Math.Max(1, Math.Min(3, unknown.Length / 5)))
        .OrderBy(candidate => candidate.Distance)
        .ThenBy(candidate => candidate.Scope, StringComparer.Ordinal)
        .Select(candidate => candidate.Scope)
        .FirstOrDefault();

    /// <summary>Whether a scope token is a list, with what separates lists elsewhere, that names a known scope.</summary>
    public bool IsList(string scope) => HasListSeparator(scope) && scope.Split(ScopeToken.ListSeparators).Any(IsKnown);

    private static bool HasListSeparator(string scope) => scope.IndexOfAny(ScopeToken.ListSeparators) >= 0;

    private static int Distance(string unknown, string known) =>
        string.Equals(unknown, known, StringComparison.OrdinalIgnoreCase) ? 0 : EditDistance.Between(unknown, known);

    private void AddDeclared(IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (Psd2Types.Is(attribute.AttributeClass, Psd2Types.KnownScope)
                && attribute.ConstructorArguments.FirstOrDefault().Value is string scope
                && ScopeToken.Is(scope))
            {
                _known.Add(scope);
            }
        }
    }
}
