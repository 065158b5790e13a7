namespace Refit;

/// <summary>The argument is the request's body, written by the content serializer.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BodyAttribute : Attribute;

/// <summary>A query parameter, the default for one without a role; it is there for its <see cref="Format"/>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class QueryAttribute : Attribute
{
    public string? Format { get; set; }
}

/// <summary>The name on the wire where it differs from the parameter's.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class AliasAsAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>The argument is the absolute address of the call; the method's own path is empty.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class UrlAttribute : Attribute;
