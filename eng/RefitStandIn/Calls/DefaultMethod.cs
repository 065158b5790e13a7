using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Refit;

/// <summary>An interface method with a body of its own. It is no request, unless it has an HTTP method attribute all the same.</summary>
internal static class DefaultMethod
{
    public static bool IsOne(MethodInfo method) => !method.IsAbstract && method.GetCustomAttribute<HttpMethodAttribute>() is null;

    /// <summary>Runs the body. A proxy implements all methods, so that an ordinary call would come back to the proxy.</summary>
    public static object? Call(object proxy, Type client, MethodInfo method, object?[] arguments)
    {
        if (client.GetInterfaces().Append(client).Any(other => other != method.DeclaringType && Redefines(other, method)))
        {
            throw Unsupported.Because($"{method.DeclaringType}.{method.Name} has a body, and {client} redefines it.");
        }

        var signature = Expression.GetDelegateType([.. method.GetParameters().Select(parameter => parameter.ParameterType), method.ReturnType]);
        var body = (Delegate)Activator.CreateInstance(signature, proxy, method.MethodHandle.GetFunctionPointer())!;
        try
        {
            return body.DynamicInvoke(arguments);
        }
        catch (TargetInvocationException thrown)
        {
            ExceptionDispatchInfo.Throw(thrown.InnerException!);
            throw;
        }
    }

    private static bool Redefines(Type other, MethodInfo method) =>
        other.GetInterfaces().Contains(method.DeclaringType)
        && other.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(candidate => candidate.Name == method.Name || candidate.Name.EndsWith("." + method.Name, StringComparison.Ordinal));
}
