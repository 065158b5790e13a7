using System.Collections.Concurrent;
using System.Reflection;

namespace Refit;

/// <summary>Implements a client interface at run time, internal and nested ones too; Refit generates the code instead.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it at run time
internal class RefitProxy : DispatchProxy
#pragma warning restore CA1852
{
    private static readonly ConcurrentDictionary<(Type Client, MethodInfo Method), MethodPlan> Plans = [];

    private Type _interfaceType = null!;
    private HttpClient _client = null!;
    private RefitSettings _settings = null!;

    public static T Create<T>(HttpClient client, RefitSettings settings)
        where T : class
    {
        object implementation = Create<T, RefitProxy>();
        var proxy = (RefitProxy)implementation;
        (proxy._interfaceType, proxy._client, proxy._settings) = (typeof(T), client, settings);
        return (T)implementation;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        DefaultMethod.IsOne(targetMethod!)
            ? DefaultMethod.Call(this, _interfaceType, targetMethod!, args ?? [])
            : Plans.GetOrAdd((_interfaceType, targetMethod!), static key => new MethodPlan(key.Client, key.Method))
                .Call(_client, _settings, args ?? []);
}
