using Aritma.Psd2.Generators.Scopes;
namespace Aritma.Psd2.Generators.Registration;

/// <summary>An interface to register.</summary>
/// <param name="Type">Its name in generated code, from <c>global::</c> on.</param>
/// <param name="Qualifiers">Its namespaces and containing types, outermost first.</param>
/// <param name="Name">Its own name.</param>
/// <param name="IsObsolete">Whether it, or a type around it, is obsolete.</param>
/// <param name="Scopes">What it asks for.</param>
internal sealed record ClientModel(string Type, EquatableArray<string> Qualifiers, string Name, bool IsObsolete, ScopeTable Scopes);

/// <summary>All that the output depends on.</summary>
/// <param name="Clients">The clients in ordinal order of their types.</param>
/// <param name="AssemblyName">The name of the compilation's assembly.</param>
/// <param name="Method">The MSBuild property <c>Psd2RegistrationMethod</c>; empty where it is not set.</param>
internal sealed record RegistrationModel(EquatableArray<ClientModel> Clients, string AssemblyName, string Method);
