using System;
using System.Collections.Generic;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>What a client, or a method that differs from its client, asks for: a line of <c>Psd2Scopes.txt</c>.</summary>
/// <param name="Client">The interface that is registered.</param>
/// <param name="Declared">What is declared; for the client itself without a name.</param>
internal sealed record ScopeDeclaration(INamedTypeSymbol Client, MethodScopes Declared)
{
    /// <summary>As the run time shows it: a type in another behind a plus sign, a method behind a dot.</summary>
    public string Name { get; } = FullName(Client) + (Declared.Name.Length == 0 ? "" : "." + Declared.Name);

    public string Scopes { get; } =
        Declared.IsAnonymous ? "anonymous" : string.Join(" ", Declared.Scopes.Distinct(StringComparer.Ordinal));

    /// <summary>Whether anything can be sent: where there are no scopes, or no proper ones, other rules say so.</summary>
    public bool IsValid => Declared.IsAnonymous || (Declared.Scopes.Count > 0 && Declared.Scopes.All(ScopeToken.Is));

    /// <summary>The declarations of a compilation. It walks the whole assembly.</summary>
    public static IEnumerable<ScopeDeclaration> AllOf(Compilation compilation)
    {
        var clients = new Psd2Clients(compilation);
        return clients.All
            .Where(client => ClientShape.CanBeClient(client, compilation))
            .SelectMany(client => Of(client, ScopeTable.Of(client, clients.FindOfAssembly(client)?.Scopes, compilation)));
    }

    /// <summary>Whether a line approves it. The order of scopes has no meaning.</summary>
    public bool IsApprovedBy(ApprovedLine line) =>
        Declared.IsAnonymous == (line.Scopes.Length == 1 && line.Scopes[0] == "anonymous")
        && new HashSet<string>(Scopes.Split(' '), StringComparer.Ordinal).SetEquals(line.Scopes);

    private static string FullName(INamedTypeSymbol type) => type switch
    {
        { ContainingType: { } outer } => $"{FullName(outer)}+{type.Name}",
        { ContainingNamespace: { IsGlobalNamespace: false } space } => $"{space.ToDisplayString().Replace("@", "")}.{type.Name}",
        _ => type.Name,
    };

    private static IEnumerable<ScopeDeclaration> Of(INamedTypeSymbol client, ScopeTable table) => table.Methods
        .Concat(table.Scopes.Count > 0 || Psd2Types.FindScopes(client) is not null ? [new("", table.Scopes, IsAnonymous: false)] : [])
        .Select(declared => new ScopeDeclaration(client, declared));
}
