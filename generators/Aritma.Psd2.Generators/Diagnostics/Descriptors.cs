using Aritma.Psd2.Generators.Scopes;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Diagnostics;

/// <summary>The rules, as they stand in messages. Each has a page under docs/diagnostics.</summary>
internal static class Descriptors
{
    private const string Pages = "https://github.com/aritma/Aritma.Psd2.Generated/blob/main/docs/diagnostics/";

    /// <summary>{0}: the interface or method, {1}: the remedy.</summary>
    public static readonly DiagnosticDescriptor NoScope = Rule(
        DiagnosticIds.NoScope, DiagnosticSeverity.Error, "No scope is declared",
        "'{0}' declares no scope. {1}.");

    /// <summary>{0}: the scope, quoted, {1}: the interface or method, {2}: the remedy.</summary>
    public static readonly DiagnosticDescriptor NotAScopeToken = Rule(
        DiagnosticIds.NotAScopeToken, DiagnosticSeverity.Error, "Not a scope token",
        "{0} of '{1}' is no scope token (RFC 6749 §3.3). {2}.");

    /// <summary>{0}: the scope, {1}: the interface or method, {2}: the remedy.</summary>
    public static readonly DiagnosticDescriptor UnknownScope = Rule(
        DiagnosticIds.UnknownScope, DiagnosticSeverity.Error, "Unknown scope",
        "'{0}' of '{1}' is not a known scope. {2}.");

    /// <summary>{0}: the scope, {1}: the interface or method.</summary>
    public static readonly DiagnosticDescriptor DuplicateScope = Rule(
        DiagnosticIds.DuplicateScope, DiagnosticSeverity.Warning, "The same scope twice",
        "'{1}' declares '{0}' already. Remove it here.");

    /// <summary>{0}: the interface or method.</summary>
    public static readonly DiagnosticDescriptor MissingCompanion = Rule(
        DiagnosticIds.MissingCompanion, DiagnosticSeverity.Info, "A scope without the one that it goes with",
        $"'{{0}}' declares '{AritmaScopes.AisRead}' without '{AritmaScopes.ChannelPsd2}': Aritma's examples always ask for both. Add it.");

    /// <summary>{0}: the scope, {1}: the interface or method, {2}: the allowed scopes.</summary>
    public static readonly DiagnosticDescriptor ScopeNotAllowed = Rule(
        DiagnosticIds.ScopeNotAllowed, DiagnosticSeverity.Error, "Scope outside of Psd2AllowedScopes",
        "'{0}' of '{1}' is not among the Psd2AllowedScopes of this project ({2}). Use one of these, or add it to the property.");

    /// <summary>{0}: the attribute, {1}: the type or method, {2}: why, {3}: the remedy.</summary>
    public static readonly DiagnosticDescriptor NoRefitMethod = Rule(
        DiagnosticIds.NoRefitMethod, DiagnosticSeverity.Error, "Attribute on what is no Refit interface or method",
        "[{0}] does nothing for '{1}', which {2}. {3}.");

    /// <summary>{0}: what sets the header, {1}: the interface or method, {2}: the remedy.</summary>
    public static readonly DiagnosticDescriptor AuthorizationSetByHand = Rule(
        DiagnosticIds.AuthorizationSetByHand, DiagnosticSeverity.Warning, "Authorization set by hand",
        "{0} sets the Authorization header of '{1}', so that its calls carry no token of its scopes. {2}.");

    /// <summary>{0}: the interface, {1}: why, {2}: the remedy.</summary>
    public static readonly DiagnosticDescriptor UnreachableClient = Rule(
        DiagnosticIds.UnreachableClient, DiagnosticSeverity.Error, "Interface that generated code can't register",
        "'{0}' can't be registered by generated code: it is {1}. {2}.");

    /// <summary>{0}: the registration method, {1}: the remedy.</summary>
    public static readonly DiagnosticDescriptor NoClients = Rule(
        DiagnosticIds.NoClients, DiagnosticSeverity.Error, "Registration of no clients",
        "'{0}' is not generated, because this assembly has no PSD2 client. {1}.");

    /// <summary>{0}: the method, {1}: the client, {2}: the remedy.</summary>
    public static readonly DiagnosticDescriptor MethodWithoutScopes = Rule(
        DiagnosticIds.MethodWithoutScopes, DiagnosticSeverity.Error, "Method without scopes",
        "'{0}' of the PSD2 client '{1}' has no scopes, so that its calls throw. {2}.");

    /// <summary>{0}: what contradicts what, and the remedy.</summary>
    public static readonly DiagnosticDescriptor Contradiction = Rule(
        DiagnosticIds.Contradiction, DiagnosticSeverity.Error, "Declarations that contradict each other",
        "{0}");

    /// <summary>{0}: the client or method, {1}: its scopes, {2}: those that are approved.</summary>
    public static readonly DiagnosticDescriptor UnapprovedScopes = Rule(
        DiagnosticIds.UnapprovedScopes, DiagnosticSeverity.Error, "Scopes that Psd2Scopes.txt doesn't approve",
        "'{0}' declares '{1}', but Psd2Scopes.txt approves {2} for it. Declare what is approved, or update the file "
            + "(dotnet format analyzers --diagnostics PSD2013) and have it reviewed.");

    /// <summary>{0}: what is wrong with the line.</summary>
    public static readonly DiagnosticDescriptor StaleApproval = Rule(
        DiagnosticIds.StaleApproval, DiagnosticSeverity.Warning, "A line of Psd2Scopes.txt that approves nothing",
        "{0}. Remove the line.");

    /// <summary>{0}: a client, and how many others there are, {1}: the registration method.</summary>
    public static readonly DiagnosticDescriptor ClientsNotRegistered = Rule(
        DiagnosticIds.ClientsNotRegistered, DiagnosticSeverity.Warning, "Clients that nothing registers",
        "Nothing in this application registers {0}: to inject it will fail. "
            + "Call services.{1}(configuration.GetSection(\"Aritma:Psd2\")).",
        WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>{0}: the method, or the first client, {1}: what there is no request for, {2}: the remedy.</summary>
    public static readonly DiagnosticDescriptor NoRequest = Rule(
        DiagnosticIds.NoRequest, DiagnosticSeverity.Error, "A call that Refit generates no request for",
        "'{0}' can't be called: Refit generates no request {1}. {2}.");

    private static DiagnosticDescriptor Rule(string id, DiagnosticSeverity severity, string title, string message, params string[] tags) =>
        new(id, title, message, "Aritma.Psd2", severity, isEnabledByDefault: true, description: null, Pages + id + ".md", tags);
}
