using System;
using System.Collections.Generic;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>What a client, or a method that differs from its client, asks for: a line of <c>Psd2Scopes.txt</c>.</summary>
/// <param name="Client">The interface that is registered.</param>
/// <param name="Method">The name of the method; null for the client itself.</param>
/// <param name="Scopes">The scopes as the line lists them, each once.</param>
internal sealed record ScopeDeclaration(INamedTypeSymbol Client, string? Method, IReadOnlyList<string?> Scopes)
{
    private static readonly IReadOnlyList<string?> Anonymous = ["anonymous"];
    private static readonly SymbolDisplayFormat FullName =
        new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    public string Name { get; } = Client.ToDisplayString(FullName) + (Method is null ? "" : "." + Method);

    public string Line => $"{Name}: {ScopeList}";

    public string ScopeList => string.Join(" ", Scopes);

    /// <summary>Whether anything can be asked for: where there are no scopes, or no proper ones, nothing is sent, and other rules say so.</summary>
    public bool IsValid => Scopes.Count > 0 && Scopes.All(ScopeToken.Is);

    /// <summary>The declarations of a compilation, by name. It walks the whole assembly.</summary>
    public static IReadOnlyDictionary<string, ScopeDeclaration> AllOf(Compilation compilation)
    {
        var (clients, declarations) = (new Psd2Clients(compilation), new Dictionary<string, ScopeDeclaration>(StringComparer.Ordinal));
        foreach (var client in clients.All.Where(client => ClientShape.ObstacleOf(client, compilation) == ClientObstacle.None))
        {
            foreach (var declaration in Of(client, clients.FindOfAssembly(client)?.Scopes, compilation))
            {
                declarations[declaration.Name] = declaration;
            }
        }

        return declarations;
    }

    /// <summary>Whether a line approves it. The order of scopes has no meaning.</summary>
    public bool IsApprovedBy(ApprovedLine line) => new HashSet<string?>(Scopes, StringComparer.Ordinal).SetEquals(line.Scopes);

    private static IEnumerable<ScopeDeclaration> Of(
        INamedTypeSymbol client, EquatableArray<string?>? assemblyScopes, Compilation compilation)
    {
        var table = ScopeTable.Of(client, assemblyScopes, compilation);
        if (table.Scopes.Count > 0 || Psd2Types.FindScopes(client) is not null)
        {
            yield return new(client, null, Distinct(table.Scopes));
        }

        foreach (var method in table.Methods)
        {
            yield return new(client, method.Name, method.IsAnonymous ? Anonymous : Distinct(method.Scopes));
        }
    }

    private static string?[] Distinct(IEnumerable<string?> scopes) => [.. scopes.Distinct(StringComparer.Ordinal)];
}
