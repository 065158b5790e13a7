using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace Aritma.Psd2.Generators.Registration;

/// <summary>The class that registers the clients of an assembly, and the one that lists what they ask for.</summary>
/// <param name="AssemblyName">The name of the compilation's assembly.</param>
/// <param name="Property">The MSBuild property <c>Psd2RegistrationMethod</c>; empty where it isn't set.</param>
internal sealed record RegistrationClass(string AssemblyName, string Property)
{
    public const string DefaultMethod = "AddPsd2Clients";

    public bool IsPublic => Property.Length > 0;

    // A method name that isn't one is reported by the build file of the package.
    public bool IsValid => !IsPublic || SyntaxFacts.IsValidIdentifier(Property);

    public string Method => !IsPublic ? DefaultMethod : SyntaxFacts.GetKeywordKind(Property) == SyntaxKind.None ? Property : "@" + Property;

    // No member may have the name of its class.
    public string Name => Identifier + "Psd2Registration" + (Property == Identifier + "Psd2Registration" ? "_" : "");

    public string Inventory => Identifier + "Psd2ScopeInventory";

    private string Identifier
    {
        get
        {
            var name = string.Concat(AssemblyName.Select(part => SyntaxFacts.IsIdentifierPartCharacter(part) ? part : '_'));
            return name.Length > 0 && SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? name : "_" + name;
        }
    }
}
