namespace Aritma.Psd2.Generators.Tests;

/// <summary>What is emitted for the shapes that Refit's registration methods have had, and for none.</summary>
public class RefitVersionTests
{
    /// <summary>Refit without its package for the client factory.</summary>
    public const string WithoutClientFactory = Common + "}";

    /// <summary>The shape that Refit 8 has.</summary>
    public const string Version8 = Common + """
            public record RestMethodInfo(string Name, Type HostingType, System.Reflection.MethodInfo MethodInfo, string RelativePath, Type ReturnType);
            public static class HttpClientFactoryExtensions
            {
                public static IHttpClientBuilder AddRefitClient<T>(this IServiceCollection services, Func<IServiceProvider, RefitSettings?>? settings, string? httpClientName = null) where T : class => null!;
            }
        }
        """;

    /// <summary>The shape that Refit has from version 14 on.</summary>
    public const string Later = Common + """
            public static class HttpClientFactoryExtensions
            {
                public static IHttpClientBuilder AddRefitClient<T>(this IServiceCollection services, Func<IServiceProvider, RefitSettings?>? settings, string? httpClientName) where T : class => null!;
                public static IHttpClientBuilder AddRefitGeneratedClient<T>(this IServiceCollection services, Func<IServiceProvider, RefitSettings?>? settings, string? httpClientName) where T : class => null!;
                public static IHttpClientBuilder AddKeyedRefitGeneratedClient<T>(this IServiceCollection services, object? serviceKey, Func<IServiceProvider, RefitSettings?>? settings, string? httpClientName) where T : class => null!;
            }
        }
        """;

    private const string Common = """
        using System; using Microsoft.Extensions.DependencyInjection;
        namespace Refit
        {
            public class RefitSettings { public object? AuthorizationHeaderValueGetter { get; set; } }
            public abstract class HttpMethodAttribute(string path) : Attribute;
            public class GetAttribute(string path) : HttpMethodAttribute(path);
            public class PathPrefixAttribute(string prefix) : Attribute;

        """;

    private const string Interface = ConsumerProject.Usings + """
        [Psd2Scopes("a")] interface IApi { [Get("/")] Task<string> GetAsync(); }
        """;

    [Fact]
    public void Version_8_has_reflection_clients_and_no_keyed_ones()
    {
        var text = Run(Version8).MustCompile().Text;

        Assert.Contains("HttpClientFactoryExtensions.AddRefitClient<global::IApi>(builder.Services, settings, name)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Keyed", text, StringComparison.Ordinal);
        Assert.DoesNotContain("string name,", text, StringComparison.Ordinal);
        Assert.Contains("NotSupportedException(\"Named PSD2 clients are keyed services, which Refit registers from version 14 on.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Later_versions_have_generated_and_keyed_clients()
    {
        var text = Run(Later).MustCompile().Text;

        Assert.Contains("HttpClientFactoryExtensions.AddRefitGeneratedClient<global::IApi>(builder.Services, settings, name)", text, StringComparison.Ordinal);
        Assert.Contains("HttpClientFactoryExtensions.AddKeyedRefitGeneratedClient<global::IApi>(builder.Services, builder.Name, settings, name + \"@\" + builder.Name)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AddRefitClient", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_referenced_Refit_is_read_from_its_metadata()
    {
        var text = new ConsumerProject(Interface).Run().MustCompile().Text;

        Assert.Contains(RefitUnderTest.HasKeyedClients ? ".AddRefitGeneratedClient<" : ".AddRefitClient<", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_client_factory_package_nothing_is_emitted() => Assert.Empty(Run(WithoutClientFactory).MustCompile().Text);

    private static GeneratorRun Run(string refit) => new ConsumerProject(Interface) { RefitSource = refit }.Run();
}
