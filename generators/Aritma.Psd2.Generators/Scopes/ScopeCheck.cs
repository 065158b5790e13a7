using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Aritma.Psd2.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>Checks the scopes of one attribute. A scope gets one report about itself, the worst.</summary>
/// <param name="context">Takes the reports.</param>
/// <param name="declaredBy">The interface or method that declares the scopes.</param>
/// <param name="catalog">Read only for scopes that could be in it.</param>
internal readonly struct ScopeCheck(OperationAnalysisContext context, string declaredBy, Lazy<ScopeCatalog> catalog)
{
    private ScopeCatalog Catalog => catalog.Value;

    private string AllowedScopes => string.Join(" ", Catalog.Allowed);

    public void Check(WrittenScopes scopes)
    {
        var declared = new Dictionary<string, WrittenScope>(StringComparer.Ordinal);
        var areSound = scopes.AreComplete;
        foreach (var written in scopes.Scopes)
        {
            if (!CheckKnown(written) || !CheckAllowed(written))
            {
                areSound = false;
            }
            else if (declared.ContainsKey(written.Value!))
            {
                Report(Descriptors.DuplicateScope, written, PropertiesOf(written), written.Value, declaredBy);
            }
            else
            {
                declared.Add(written.Value!, written);
            }
        }

        // What is unsound may be the companion, mistyped.
        if (areSound
            && declared.TryGetValue(AritmaScopes.AisRead, out var alone)
            && !declared.ContainsKey(AritmaScopes.ChannelPsd2)
            && Catalog.IsAllowed(AritmaScopes.ChannelPsd2))
        {
            Report(Descriptors.MissingCompanion, alone, PropertiesOf(alone), declaredBy);
        }
    }

    /// <summary>Whether a scope is a scope token. If not, that is reported.</summary>
    public bool CheckToken(WrittenScope written)
    {
        var isToken = ScopeToken.Is(written.Value);
        if (!isToken)
        {
            Report(
                Descriptors.NotAScopeToken,
                written,
                PropertiesOf(written),
                ScopeToken.Quoted(written.Value),
                declaredBy,
                ScopeToken.Remedy(written.Value));
        }

        return isToken;
    }

    /// <summary>Whether a scope is a scope token, and known. If not, that is reported.</summary>
    public bool CheckKnown(WrittenScope written)
    {
        if (!CheckToken(written))
        {
            return false;
        }

        var scope = written.Value!;
        if (Catalog.IsKnown(scope))
        {
            return true;
        }

        var properties = PropertiesOf(written);
        if (Catalog.IsClosed || Catalog.IsList(scope))
        {
            properties = properties.Add(DiagnosticProperties.NotToBeDeclared, "");
        }

        var nearest = Catalog.Nearest(scope);
        if (nearest is not null)
        {
            properties = properties.Add(DiagnosticProperties.Nearest, nearest);
        }

        Report(Descriptors.UnknownScope, written, properties, scope, declaredBy, RemedyOfUnknown(scope, nearest));
        return false;
    }

    private string RemedyOfUnknown(string scope, string? nearest)
    {
        if (Catalog.IsList(scope))
        {
            return "Write each scope as a string of its own";
        }

        var (choice, declare) = Catalog.IsClosed
            ? (AllowedScopes, "add it to the property Psd2AllowedScopes")
            : ("Psd2Scope", $"declare it with [assembly: Psd2KnownScope(\"{scope}\")]");
        return nearest is null
            ? $"Use one of {choice}, or {declare}"
            : $"Did you mean '{nearest}'? If it is right, {declare}";
    }

    private bool CheckAllowed(WrittenScope written)
    {
        var isAllowed = Catalog.IsAllowed(written.Value!);
        if (!isAllowed)
        {
            Report(Descriptors.ScopeNotAllowed, written, PropertiesOf(written), written.Value, declaredBy, AllowedScopes);
        }

        return isAllowed;
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(WrittenScope written) =>
        ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Scope, written.Value);

    private void Report(
        DiagnosticDescriptor rule, WrittenScope written, ImmutableDictionary<string, string?> properties, params string?[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, written.Expression.GetLocation(), properties, arguments));
}
