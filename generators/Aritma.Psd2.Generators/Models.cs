namespace Aritma.Psd2.Generators;

/// <summary>An interface to register.</summary>
/// <param name="Type">Its name in generated code, from <c>global::</c> on.</param>
/// <param name="Qualifiers">Its namespaces and containing types, outermost first.</param>
/// <param name="Name">Its own name.</param>
/// <param name="IsObsolete">Whether it, or a type around it, is obsolete.</param>
/// <param name="Scopes">What it asks for.</param>
internal sealed record ClientModel(string Type, EquatableArray<string> Qualifiers, string Name, bool IsObsolete, ScopeTable Scopes);

/// <summary>What a client asks for, as the run time's <c>Psd2ClientScopes</c> has it.</summary>
/// <param name="Scopes">The scopes of the methods that aren't listed; empty where all are.</param>
/// <param name="Methods">The methods that differ, the client's own before those that it inherits.</param>
internal sealed record ScopeTable(EquatableArray<string?> Scopes, EquatableArray<MethodScopes> Methods);

/// <summary>What the Refit methods of one name in a client ask for, as the run time's <c>Psd2MethodScopes</c> has it.</summary>
/// <param name="Name">Their name, as Refit tells it.</param>
/// <param name="Scopes">Their scopes. Where there are none, and they aren't anonymous, nothing is sent.</param>
/// <param name="IsAnonymous">Whether their calls carry no token.</param>
internal sealed record MethodScopes(string Name, EquatableArray<string?> Scopes, bool IsAnonymous);

/// <summary>All that the output depends on.</summary>
/// <param name="Clients">The clients in ordinal order of their types.</param>
/// <param name="AssemblyName">The name of the compilation's assembly.</param>
/// <param name="Method">The MSBuild property <c>Psd2RegistrationMethod</c>; empty where it is not set.</param>
internal sealed record RegistrationModel(EquatableArray<ClientModel> Clients, string AssemblyName, string Method);
