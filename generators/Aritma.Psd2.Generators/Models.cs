using System.Linq;

namespace Aritma.Psd2.Generators;

/// <summary>An interface to register.</summary>
/// <param name="Type">Its name in generated code, from <c>global::</c> on.</param>
/// <param name="HttpClientName">Its plain full name.</param>
/// <param name="Qualifiers">Its namespaces and containing types, outermost first.</param>
/// <param name="Name">Its own name.</param>
/// <param name="IsObsolete">Whether it, or a type around it, is obsolete.</param>
/// <param name="Calls">What its calls ask for.</param>
internal sealed record ClientModel(
    string Type, string HttpClientName, EquatableArray<string> Qualifiers, string Name, bool IsObsolete, CallsModel Calls);

/// <summary>What the calls of a client ask for.</summary>
/// <param name="ScopeSets">The different scope sets of its methods, each as declared first.</param>
/// <param name="Methods">Its Refit methods, its own before those that it inherits.</param>
internal sealed record CallsModel(EquatableArray<EquatableArray<string?>> ScopeSets, EquatableArray<MethodModel> Methods)
{
    /// <summary>Whether all methods have the same scopes.</summary>
    public bool AreAlike => ScopeSets.Count == 1 && Methods.All(method => method.ScopeSet == 0);
}

/// <summary>The Refit methods of one name in a client.</summary>
/// <param name="Name">Their name, as Refit tells it.</param>
/// <param name="ScopeSet">The index of their scope set; or <see cref="Anonymous"/> or <see cref="NoScopes"/>.</param>
internal sealed record MethodModel(string Name, int ScopeSet)
{
    /// <summary>As <c>Psd2Builder.Anonymous</c>.</summary>
    public const int Anonymous = -1;

    /// <summary>As <c>Psd2Builder.NoScopes</c>.</summary>
    public const int NoScopes = -2;
}

/// <summary>All that the output depends on.</summary>
/// <param name="Clients">The clients in ordinal order of their types.</param>
/// <param name="AssemblyName">The name of the compilation's assembly.</param>
/// <param name="Method">The MSBuild property <c>Psd2RegistrationMethod</c>; empty where it is not set.</param>
internal sealed record RegistrationModel(EquatableArray<ClientModel> Clients, string AssemblyName, string Method);
