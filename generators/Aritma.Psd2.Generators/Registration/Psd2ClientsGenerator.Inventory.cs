using Aritma.Psd2.Generators.Registration;
using Aritma.Psd2.Generators.Scopes;
using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.Generators;

public sealed partial class Psd2ClientsGenerator
{
    private const string Inventory = "global::Aritma.Psd2.Psd2ScopeInventory";
    private const string Psd2ClientScopes = "global::Aritma.Psd2.Psd2ClientScopes";
    private const string Psd2MethodScopes = "global::Aritma.Psd2.Psd2MethodScopes";

    private static SourceText RenderInventory(RegistrationModel model, IReadOnlyList<string> names)
    {
        var writer = new SourceWriter();
        RenderHeader(writer);
        writer.Line("namespace Aritma.Psd2");
        using (writer.Block())
        {
            writer.Line($"/// <summary>What the PSD2 clients of <c>{SecurityElement.Escape(model.AssemblyName)}</c> ask for.</summary>");
            writer.Line(GeneratedCode);
            writer.Line("[global::Microsoft.CodeAnalysis.EmbeddedAttribute]");
            writer.Line("internal static class Psd2ScopeInventory");
            using (writer.Block())
            {
                for (var i = 0; i < names.Count; i++)
                {
                    RenderTable(writer, model.Clients[i], names[i]);
                }

                RenderClients(writer, names);
            }
        }

        RenderEmbeddedAttribute(writer);
        return SourceText.From(writer.ToString(), Encoding.UTF8);
    }

    // The last word keeps it from being the name of another member.
    private static string TableName(string client) => client + "Scopes";

    private static void RenderTable(SourceWriter writer, ClientModel client, string name)
    {
        if (client.IsObsolete)
        {
            writer.Line(Obsolete);
        }

        var methods = client.Scopes.Methods;
        writer.Line(
            $"internal static {Psd2ClientScopes} {TableName(name)} {{ get; }} = new {Psd2ClientScopes}(typeof({client.Type}), "
            + $"{Strings(client.Scopes.Scopes)}, new {Psd2MethodScopes}{(methods.Count == 0 ? "[0]);" : "[]")}");
        if (methods.Count > 0)
        {
            RenderMethods(writer, methods);
        }

        writer.Line();
    }

    private static void RenderMethods(SourceWriter writer, EquatableArray<MethodScopes> methods)
    {
        using (writer.Block("});"))
        {
            foreach (var method in methods)
            {
                writer.Line(
                    $"new {Psd2MethodScopes}({Literal(method.Name)}, {Strings(method.Scopes)}"
                    + $"{(method.IsAnonymous ? ", isAnonymous: true" : "")}),");
            }
        }
    }

    // After the tables: initializers run in the order in which they stand.
    private static void RenderClients(SourceWriter writer, IReadOnlyList<string> names)
    {
        writer.Line("/// <summary>All clients, each with its scopes and the methods that differ.</summary>");
        writer.Line(
            $"public static global::System.Collections.Generic.IReadOnlyList<{Psd2ClientScopes}> Clients {{ get; }} = "
            + $"new {Psd2ClientScopes}[]");
        using (writer.Block("};"))
        {
            foreach (var name in names)
            {
                writer.Line($"{TableName(name)},");
            }
        }
    }

    private static string Strings(EquatableArray<string?> values) =>
        $"new string[] {{ {string.Join(", ", values.Distinct(StringComparer.Ordinal).Select(Literal))} }}";

    // The compiler hides what has it from assemblies that see this one's internals and may have an inventory of their own. Partial, as
    // other generators define it too.
    private static void RenderEmbeddedAttribute(SourceWriter writer) => writer.Lines("""

        namespace Microsoft.CodeAnalysis
        {
            internal sealed partial class EmbeddedAttribute : global::System.Attribute
            {
            }
        }
        """);
}
