namespace Aritma.Psd2.Generators;

/// <summary>An interface to register.</summary>
/// <param name="Type">Its name in generated code, from <c>global::</c> on.</param>
/// <param name="HttpClientName">Its plain full name.</param>
/// <param name="Qualifiers">Its namespaces and containing types, outermost first.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Scopes">Its scopes as declared.</param>
/// <param name="IsObsolete">Whether it, or a type around it, is obsolete.</param>
internal sealed record ClientModel(
    string Type, string HttpClientName, EquatableArray<string> Qualifiers, string Name, EquatableArray<string?> Scopes, bool IsObsolete);

/// <summary>What the referenced Refit can do.</summary>
/// <param name="CanRegister">Whether Refit.HttpClientFactory is referenced.</param>
/// <param name="HasGeneratedClients">Whether it registers clients without reflection.</param>
/// <param name="HasKeyedClients">Whether it registers keyed clients.</param>
internal sealed record RefitModel(bool CanRegister, bool HasGeneratedClients, bool HasKeyedClients);

/// <summary>All that the output depends on.</summary>
/// <param name="Clients">The clients in ordinal order of their types.</param>
/// <param name="Refit">The referenced Refit.</param>
/// <param name="AssemblyName">The name of the compilation's assembly.</param>
/// <param name="Method">The MSBuild property <c>Psd2RegistrationMethod</c>; empty where it is not set.</param>
internal sealed record RegistrationModel(EquatableArray<ClientModel> Clients, RefitModel Refit, string AssemblyName, string Method);
