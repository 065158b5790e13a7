using System.Reflection;

namespace Refit;

/// <summary>What the attributes of one method say, read once: how to make its request and what to make of the response.</summary>
internal sealed class MethodPlan
{
    private static readonly Type[] OneRolePerMethod = [typeof(BodyParameter), typeof(UrlParameter), typeof(CancellationParameter)];

    private readonly Type _client;
    private readonly string _name;
    private readonly HttpMethod _method;
    private readonly string _template;
    private readonly StaticHeaders _headers;
    private readonly ParameterPlan[] _parameters;
    private readonly AddressTemplate _address;
    private readonly ReturnShape _returns;

    public MethodPlan(Type client, MethodInfo method)
    {
        var name = $"{method.DeclaringType}.{method.Name}";
        _client = client;
        _name = method.Name;
        _method = method.GetCustomAttribute<HttpMethodAttribute>()?.Method ?? throw Unsupported.Because($"{name} has no HTTP method attribute.");
        _template = TemplateOf(method);
        _headers = StaticHeaders.Of(client, method);
        _parameters = [.. method.GetParameters().Select(parameter => ParameterPlan.Of(parameter, _template, name))];
        if (OneRolePerMethod.Any(role => _parameters.Count(role.IsInstanceOfType) > 1))
        {
            throw Unsupported.Because($"{name} has two bodies, two addresses or two cancellation tokens.");
        }

        _address = new AddressTemplate(_template, _parameters, name);
        _returns = ReturnShape.Of(method.ReturnType, name);
    }

    public Task Call(HttpClient client, RefitSettings settings, object?[] arguments)
    {
        var call = new Call(client, settings, CreateRequest(client, settings, arguments), CancellationOf(arguments));
        return _returns.Send(call);
    }

    private HttpRequestMessage CreateRequest(HttpClient client, RefitSettings settings, object?[] arguments)
    {
        var request = new HttpRequestMessage(_method, _address.Fill(client.BaseAddress, arguments));
        var headers = _headers.ToDictionary();
        for (var i = 0; i < arguments.Length; i++)
        {
            _parameters[i].Apply(request, headers, settings, arguments[i]);
        }

        StaticHeaders.Set(request, headers);
        request.Options.Set(new HttpRequestOptionsKey<Type>("Refit.InterfaceType"), _client);
        request.Options.Set(new HttpRequestOptionsKey<string>("Refit.MethodName"), _name);
        request.Options.Set(new HttpRequestOptionsKey<string>("Refit.RelativePathTemplate"), _template);
        return request;
    }

    // The first argument as it is written, as in the clients that Refit generates since 14: what an attribute makes of it has no effect.
    // Nor is a fragment part of it.
    private static string TemplateOf(MethodInfo method)
    {
        var route = method.CustomAttributes.Single(attribute => attribute.AttributeType.IsAssignableTo(typeof(HttpMethodAttribute)));
        var path = route.ConstructorArguments is [{ Value: string first }, ..] ? first : "";
        return path.Split('#')[0].TrimEnd('?');
    }

    private static CancellationToken CancellationOf(object?[] arguments) => arguments.OfType<CancellationToken>().SingleOrDefault();
}
