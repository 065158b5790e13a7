using System.Reflection;

namespace Refit;

/// <summary>What the attributes of one method say, read once: how to make its request and what to make of the response.</summary>
internal sealed class MethodPlan
{
    private static readonly Type[] OneRolePerMethod = [typeof(BodyParameter), typeof(UrlParameter), typeof(CancellationParameter)];

    private readonly Type _client;
    private readonly string _name;
    private readonly HttpMethodAttribute _route;
    private readonly StaticHeaders _headers;
    private readonly ParameterPlan[] _parameters;
    private readonly AddressTemplate _address;
    private readonly ReturnShape _returns;

    public MethodPlan(Type client, MethodInfo method)
    {
        var name = $"{method.DeclaringType}.{method.Name}";
        if (method.IsGenericMethod || !method.IsAbstract)
        {
            throw Unsupported.Because($"{name} is generic or has a body of its own.");
        }

        _client = client;
        _name = method.Name;
        _route = method.GetCustomAttribute<HttpMethodAttribute>() ?? throw Unsupported.Because($"{name} has no HTTP method attribute.");
        _headers = StaticHeaders.Of(client, method);
        _parameters = [.. method.GetParameters().Select(parameter => ParameterPlan.Of(parameter, _route.Path, name))];
        if (OneRolePerMethod.Any(role => _parameters.Count(role.IsInstanceOfType) > 1))
        {
            throw Unsupported.Because($"{name} has two bodies, two addresses or two cancellation tokens.");
        }

        _address = new AddressTemplate(_route.Path, _parameters, name);
        _returns = ReturnShape.Of(method.ReturnType, name);
    }

    public Task Call(HttpClient client, RefitSettings settings, object?[] arguments)
    {
        var call = new Call(client, settings, CreateRequest(client, settings, arguments), CancellationOf(arguments));
        return _returns.Send(call);
    }

    private HttpRequestMessage CreateRequest(HttpClient client, RefitSettings settings, object?[] arguments)
    {
        var request = new HttpRequestMessage(_route.Method, _address.Fill(client.BaseAddress, arguments));
        var headers = _headers.ToDictionary();
        for (var i = 0; i < arguments.Length; i++)
        {
            _parameters[i].Apply(request, headers, settings, arguments[i]);
        }

        StaticHeaders.Set(request, headers);
        request.Options.Set(new HttpRequestOptionsKey<Type>("Refit.InterfaceType"), _client);
        request.Options.Set(new HttpRequestOptionsKey<string>("Refit.MethodName"), _name);
        request.Options.Set(new HttpRequestOptionsKey<string>("Refit.RelativePathTemplate"), _route.Path);
        return request;
    }

    private static CancellationToken CancellationOf(object?[] arguments) => arguments.OfType<CancellationToken>().SingleOrDefault();
}
