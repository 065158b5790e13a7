using System.Collections.Generic;
using System.Linq;
using System.Security;
using Microsoft.CodeAnalysis.Text;
using static Aritma.Psd2.Generators.Registration.Emission;

namespace Aritma.Psd2.Generators.Registration;

/// <summary>Renders what an assembly's clients share: the methods that register all of them, and the list of what they ask for.</summary>
internal static class RegistrationSource
{
    private const string Services = "global::Microsoft.Extensions.DependencyInjection.IServiceCollection";
    private const string AddPsd2 = "global::Microsoft.Extensions.DependencyInjection.Psd2ServiceCollectionExtensions.AddPsd2";
    private const string Configuration = "global::Microsoft.Extensions.Configuration.IConfiguration";
    private const string Configure = "global::System.Action<global::Aritma.Psd2.Psd2Options>";
    private const string Refit = "global::Refit.HttpClientFactoryExtensions";

    // The compiler hides it from assemblies that see this one's internals, and may have a registration of their own.
    private const string Internal = "[global::Microsoft.CodeAnalysis.EmbeddedAttribute] internal";

    /// <param name="registration">The classes to render.</param>
    /// <param name="clients">The names of the clients.</param>
    public static SourceText Render(RegistrationClass registration, IReadOnlyList<string> clients)
    {
        var (method, assembly) = (registration.Method, SecurityElement.Escape(registration.AssemblyName));

        // With each argument, so that the private method of the name never fits, whatever a client is called.
        var additions = clients.Select(client => $"Add{client}(builder, refitSettings, configureClient: null);");
        return File($$"""
            {{Header}}
            namespace Microsoft.Extensions.DependencyInjection
            {
                /// <summary>Registers the PSD2 clients of <c>{{assembly}}</c>.</summary>
                {{GeneratedCode}}
                {{(registration.IsPublic ? "public" : Internal)}} static partial class {{registration.Name}}
                {
                    /// <summary>Registers every PSD2 client of this assembly with the default credentials.</summary>
                    /// <param name="services">The services to add to.</param>
                    /// <param name="configuration">The section that holds the <see cref="global::Aritma.Psd2.Psd2Options"/>.</param>
                    /// <param name="refitSettings">Makes the Refit settings; null, or a null result, takes Refit's own.</param>
                    public static {{Builder}} {{method}}(
                        this {{Services}} services, {{Configuration}} configuration, {{Settings}}? refitSettings = null) =>
                        AddAll({{AddPsd2}}(services, configuration), refitSettings);

                    /// <summary>Registers every PSD2 client of this assembly with the default credentials, and options from code.</summary>
                    public static {{Builder}} {{method}}(
                        this {{Services}} services, {{Configure}} configure, {{Settings}}? refitSettings = null) =>
                        AddAll({{AddPsd2}}(services, configure), refitSettings);

                    /// <summary>Registers every PSD2 client once more, keyed by a name, with credentials of its own.</summary>
                    public static {{Builder}} {{method}}(
                        this {{Services}} services, string name, {{Configuration}} configuration, {{Settings}}? refitSettings = null) =>
                        AddAll({{AddPsd2}}(services, name, configuration), refitSettings);

                    /// <summary>Registers every PSD2 client once more, keyed by a name, with options from code.</summary>
                    public static {{Builder}} {{method}}(
                        this {{Services}} services, string name, {{Configure}} configure, {{Settings}}? refitSettings = null) =>
                        AddAll({{AddPsd2}}(services, name, configure), refitSettings);

                    private static {{Builder}} AddAll({{Builder}} builder, {{Settings}}? refitSettings)
                    {
                        {{Lines(additions, 12)}}
                        return builder;
                    }

                    private static {{Builder}} Add<TClient>(
                        {{Builder}} builder, {{ClientScopes}} scopes, {{Settings}}? refitSettings, {{ConfigureClient}}? configureClient)
                        where TClient : class =>
                        global::Aritma.Psd2.Psd2GeneratedCode.AddClient(
                            builder,
                            scopes,
                            global::Refit.HttpRequestMessageOptions.MethodName,
                            refitSettings,
                            name => builder.Name is null
                                ? {{Refit}}.AddRefitGeneratedClient<TClient>(builder.Services, refitSettings, name)
                                : {{Refit}}.AddKeyedRefitGeneratedClient<TClient>(builder.Services, builder.Name, refitSettings, name),
                            configureClient);
                }
            }

            namespace Aritma.Psd2
            {
                /// <summary>What the PSD2 clients of <c>{{assembly}}</c> ask for.</summary>
                {{GeneratedCode}}
                internal static partial class {{registration.Inventory}}
                {
                    /// <summary>All clients, each with its scopes and the methods that differ.</summary>
                    public static global::System.Collections.Generic.IReadOnlyList<{{ClientScopes}}> Clients =>
                        new {{ClientScopes}}[] { {{string.Join(", ", clients.Select(client => client + "Scopes"))}} };
                }
            }
            """);
    }
}
