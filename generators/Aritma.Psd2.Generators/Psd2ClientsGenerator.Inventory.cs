using System;
using System.Linq;
using System.Security;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.Generators;

public sealed partial class Psd2ClientsGenerator
{
    private const string InventoryEntry = "global::Aritma.Psd2.Psd2ScopeInventoryEntry";

    private static SourceText RenderInventory(RegistrationModel model)
    {
        var writer = new SourceWriter();
        RenderHeader(writer);
        writer.Line("namespace Aritma.Psd2");
        using (writer.Block())
        {
            writer.Line(
                $"/// <summary>What the PSD2 clients of <c>{SecurityElement.Escape(model.AssemblyName)}</c> ask for, "
                + "method by method.</summary>");
            writer.Line(GeneratedCode);
            writer.Line("[global::Microsoft.CodeAnalysis.EmbeddedAttribute]");
            writer.Line("internal static class Psd2ScopeInventory");
            using (writer.Block())
            {
                writer.Line("/// <summary>The methods of all clients, each with its scopes.</summary>");
                writer.Line(
                    $"public static global::System.Collections.Generic.IReadOnlyList<{InventoryEntry}> Entries {{ get; }} = Create();");
                writer.Line();
                RenderEntries(writer, model);
            }
        }

        RenderEmbeddedAttribute(writer);
        return SourceText.From(writer.ToString(), Encoding.UTF8);
    }

    // The compiler hides what has it from assemblies that see this one's internals and may have an inventory of their own. Partial, as
    // other generators define it too.
    private static void RenderEmbeddedAttribute(SourceWriter writer)
    {
        writer.Line();
        writer.Line("namespace Microsoft.CodeAnalysis");
        using (writer.Block())
        {
            writer.Line("internal sealed partial class EmbeddedAttribute : global::System.Attribute");
            using (writer.Block())
            {
            }
        }
    }

    private static void RenderEntries(SourceWriter writer, RegistrationModel model)
    {
        if (model.Clients.Any(client => client.IsObsolete))
        {
            writer.Line(Obsolete);
        }

        writer.Line($"private static {InventoryEntry}[] Create() => new {InventoryEntry}[]");
        using (writer.Block("};"))
        {
            foreach (var client in model.Clients)
            {
                foreach (var method in client.Calls.Methods)
                {
                    var scopes = method.ScopeSet >= 0 ? client.Calls.ScopeSets[method.ScopeSet] : new EquatableArray<string?>([]);
                    var anonymous = method.ScopeSet == MethodModel.Anonymous ? ", IsAnonymous: true" : "";
                    writer.Line(
                        $"new {InventoryEntry}(typeof({client.Type}), {Literal(method.Name)}, "
                        + $"{Strings(new(scopes.Distinct(StringComparer.Ordinal)))}{anonymous}),");
                }
            }
        }
    }
}
