using System.Reflection;
using System.Text.RegularExpressions;
using Aritma.Psd2.Client;
using Microsoft.OpenApi;
using Refit;

namespace Aritma.Psd2.OpenApi.Tests;

/// <summary>The ready client and the document say the same of the API.</summary>
public partial class ClientTests
{
    public static TheoryData<string> Methods => [.. Operations.Select(operation => operation.Method.Name)];

    private static IEnumerable<(MethodInfo Method, HttpMethodAttribute Route)> Operations =>
        from type in typeof(IBanksApi).Assembly.GetTypes()
        from method in type.GetMethods()
        let route = method.GetCustomAttribute<HttpMethodAttribute>()
        where type.IsInterface && route is not null
        select (method, route);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Each_operation_of_the_client_is_in_the_document(string name)
    {
        var (method, route) = Operations.Single(operation => operation.Method.Name == name);
        var (_, operation) = Documents.Psd2.Operations()
            .Single(operation => WithoutNames(operation.Route) == WithoutNames($"{route.Method} /api{route.Path}"));

        Assert.Equal(name.Replace("WithKey", "", StringComparison.Ordinal), $"{operation.OperationId}Async", ignoreCase: true);
        Assert.Equal(
            Sent(method, route).Order(),
            operation.Parameters!
                .Where(parameter => parameter.In != ParameterLocation.Path && parameter.Name != "api-version")
                .Select(parameter => (parameter.In!.Value, parameter.Name!))
                .Order());
        Assert.Equal(
            method.GetParameters().Any(parameter => parameter.IsDefined(typeof(BodyAttribute))),
            operation.RequestBody is not null);
    }

    [Fact]
    public void Each_operation_of_the_document_is_in_the_client() => Assert.Equal(
        Operations.Select(operation => WithoutNames($"{operation.Route.Method} /api{operation.Route.Path}")).Order(StringComparer.Ordinal),
        Documents.Psd2.Operations()
            .Select(operation => WithoutNames(operation.Route))
            .Where(route => !route.EndsWith("/connect/token", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    /// <summary>Query parameters and headers.</summary>
    private static IEnumerable<(ParameterLocation In, string Name)> Sent(MethodInfo method, HttpMethodAttribute route) =>
        from parameter in method.GetParameters()
        let header = parameter.GetCustomAttribute<HeaderAttribute>()?.Header
        where parameter.ParameterType != typeof(CancellationToken) && !parameter.IsDefined(typeof(BodyAttribute))
        where !route.Path.Contains($"{{{parameter.Name}}}", StringComparison.Ordinal)
        select header is null ? (ParameterLocation.Query, parameter.Name!) : (ParameterLocation.Header, header);

    private static string WithoutNames(string route) => InBraces().Replace(route, "{}");

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex InBraces();
}
