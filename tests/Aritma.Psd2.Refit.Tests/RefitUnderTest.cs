using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

/// <summary>Where the Refits that these tests run against differ: the stand-in, and the packages 8 and 14+.</summary>
internal static class RefitUnderTest
{
#if REFIT8
    public const bool Is8 = true;
#else
    public const bool Is8 = false;
#endif

    public static IHttpClientBuilder AddClient<T>(
        this IServiceCollection services, Func<IServiceProvider, RefitSettings?>? settings = null, string? name = null)
        where T : class =>
#if REFIT8
        services.AddRefitClient<T>(settings, name);
#else
        services.AddRefitGeneratedClient<T>(settings, name);
#endif

    /// <summary>Settings that make an exception of every response.</summary>
    public static RefitSettings WithExceptionFactory(Func<HttpResponseMessage, Exception?> create) => new()
    {
#if REFIT8
        ExceptionFactory = response => Task.FromResult(create(response)),
#else
        ExceptionFactory = response => ValueTask.FromResult(create(response)),
#endif
    };
}

/// <summary>A contract that Refit keeps since 14.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class Since14FactAttribute : FactAttribute
{
    public Since14FactAttribute()
    {
        Skip = RefitUnderTest.Is8 ? "Refit 8 doesn't." : null;
    }
}
