using System.Reflection;

namespace Refit;

/// <summary>The role of one parameter.</summary>
internal abstract class ParameterPlan
{
    public static ParameterPlan Of(ParameterInfo parameter, string path, string method)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return new CancellationParameter();
        }

        if (parameter.GetCustomAttribute<BodyAttribute>() is not null)
        {
            return BodyParameter.For(parameter, method);
        }

        if (parameter.GetCustomAttribute<HeaderAttribute>() is { } header)
        {
            return new HeaderParameter(header.Header, prefix: "");
        }

        if (parameter.GetCustomAttribute<AuthorizeAttribute>() is { } authorize)
        {
            return new HeaderParameter("Authorization", prefix: authorize.Scheme + " ");
        }

        if (parameter.GetCustomAttribute<UrlAttribute>() is not null)
        {
            return new UrlParameter();
        }

        return AddressParameter.For(parameter, path, method);
    }

    /// <summary>Puts the argument where it belongs in the request; the address has been filled in before.</summary>
    public virtual void Apply(HttpRequestMessage request, Dictionary<string, string> headers, RefitSettings settings, object? argument)
    {
    }
}

internal sealed class CancellationParameter : ParameterPlan;

/// <summary>The whole address.</summary>
internal sealed class UrlParameter : ParameterPlan;

internal sealed class HeaderParameter(string name, string prefix) : ParameterPlan
{
    public override void Apply(HttpRequestMessage request, Dictionary<string, string> headers, RefitSettings settings, object? argument)
    {
        headers.Remove(name);
        if (argument is not null || prefix.Length > 0)
        {
            headers.Add(name, prefix + argument);
        }
    }
}

internal abstract class BodyParameter : ParameterPlan
{
    public static BodyParameter For(ParameterInfo parameter, string method)
    {
        var type = parameter.ParameterType;
        if (type == typeof(string) || type.IsAssignableTo(typeof(Stream)) || type.IsAssignableTo(typeof(HttpContent)))
        {
            throw Unsupported.Because($"The body '{parameter.Name}' of {method} is a {type.Name}, which isn't sent as JSON.");
        }

        return (BodyParameter)Activator.CreateInstance(typeof(BodyParameter<>).MakeGenericType(type))!;
    }
}

internal sealed class BodyParameter<T> : BodyParameter
{
    public override void Apply(HttpRequestMessage request, Dictionary<string, string> headers, RefitSettings settings, object? argument) =>
        request.Content = new PushStreamContent(settings.ContentSerializer.ToHttpContent((T)argument!));
}
