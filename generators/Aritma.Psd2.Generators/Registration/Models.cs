using Aritma.Psd2.Generators.Scopes;

namespace Aritma.Psd2.Generators.Registration;

/// <summary>An interface to register.</summary>
/// <param name="Type">Its name in generated code, from <c>global::</c> on.</param>
/// <param name="Attributes">The attributes that what is generated for it hands on to its callers, such as that it is obsolete.</param>
/// <param name="Scopes">What it asks for.</param>
internal sealed record ClientModel(string Type, EquatableArray<string> Attributes, ScopeTable Scopes);

/// <summary>A client under the name that no other client of the assembly has.</summary>
internal sealed record NamedClient(string Name, ClientModel Client);
