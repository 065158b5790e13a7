using Refit;

namespace Aritma.Psd2.Refit.Tests;

/// <summary>What the options of a request tell of the method that makes it.</summary>
internal sealed record Told(Type? InterfaceType, string? MethodName, string? RelativePathTemplate)
{
    public static Told By(HttpRequestMessage request) => new(
        Option<Type>(request, HttpRequestMessageOptions.InterfaceType),
        Option<string>(request, HttpRequestMessageOptions.MethodName),
        Option<string>(request, HttpRequestMessageOptions.RelativePathTemplate));

    private static T? Option<T>(HttpRequestMessage request, string key)
        where T : class =>
        request.Options.TryGetValue(new HttpRequestOptionsKey<T>(key), out var value) ? value : null;
}
