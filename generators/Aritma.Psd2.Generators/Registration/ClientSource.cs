using System.Linq;
using Microsoft.CodeAnalysis.Text;
using static Aritma.Psd2.Generators.Registration.Emission;

namespace Aritma.Psd2.Generators.Registration;

/// <summary>Renders what is one client's own: the method that registers it, and the table of what it asks for.</summary>
internal static class ClientSource
{
    public static SourceText Render(RegistrationClass registration, NamedClient named)
    {
        var (name, client) = (named.Name, named.Client);
        var table = $"global::Aritma.Psd2.{registration.Inventory}.{name}Scopes";
        var methods = client.Scopes.Methods.Select(method => $"    new {MethodScopes}({Literal(method.Name)}, {Strings(method.Scopes)}"
            + $"{(method.IsAnonymous ? ", isAnonymous: true" : "")}),");
        string[] differing = client.Scopes.Methods.Count == 0
            ? [$"new {MethodScopes}[0]);"]
            : [$"new {MethodScopes}[]", "{", .. methods, "});"];

        // The last word of the table's name keeps it from being the name of another member.
        return File($$"""
            {{Header}}
            namespace Microsoft.Extensions.DependencyInjection
            {
                static partial class {{registration.Name}}
                {
                    /// <summary>Registers <see cref="{{client.Type}}"/>, which asks for {{Documented(client.Scopes)}}.</summary>
                    /// <param name="builder">The registration whose credentials the client uses.</param>
                    /// <param name="refitSettings">Makes the Refit settings; null, or a null result, takes Refit's own.</param>
                    /// <param name="configureClient">Configures the client's HttpClient.</param>
                    {{Lines(client.Attributes.Append($"public static {Builder} Add{name}("), 8)}}
                        this {{Builder}} builder,
                        {{Settings}}? refitSettings = null,
                        {{ConfigureClient}}? configureClient = null) =>
                        Add<{{client.Type}}>(builder, {{table}}, refitSettings, configureClient);
                }
            }

            namespace Aritma.Psd2
            {
                static partial class {{registration.Inventory}}
                {
                    {{Lines(client.Attributes.Append($"internal static {ClientScopes} {name}Scopes {{ get; }} = new {ClientScopes}("), 8)}}
                        typeof({{client.Type}}), {{Strings(client.Scopes.Scopes)}},
                        {{Lines(differing, 12)}}
                }
            }
            """);
    }
}
