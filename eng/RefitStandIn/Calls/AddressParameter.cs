using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;

namespace Refit;

/// <summary>A parameter of the path or, where the path has no place for it, of the query.</summary>
internal sealed class AddressParameter(string name, string? format, bool isInTemplate) : ParameterPlan
{
    public string Name => name;

    public bool IsInTemplate => isInTemplate;

    public static AddressParameter For(ParameterInfo parameter, string path, string method)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type != typeof(string) && type != typeof(bool) && !type.IsAssignableTo(typeof(IFormattable)))
        {
            throw Unsupported.Because($"Parameter '{parameter.Name}' of {method} is a {type.Name}, not a single value.");
        }

        var name = parameter.GetCustomAttribute<AliasAsAttribute>()?.Name ?? parameter.Name!;
        return new AddressParameter(
            name,
            parameter.GetCustomAttribute<QueryAttribute>()?.Format,
            path.Contains($"{{{name}}}", StringComparison.OrdinalIgnoreCase));
    }

    public string Escape(object? argument) => Uri.EscapeDataString(ToText(argument));

    private string ToText(object? argument) => argument switch
    {
        null => "",
        Enum value when format is null => NameOf(value),
        IFormattable value => value.ToString(format, CultureInfo.InvariantCulture),
        _ => argument.ToString()!,
    };

    private static string NameOf(Enum value) =>
        value.GetType().GetField(value.ToString())?.GetCustomAttribute<EnumMemberAttribute>()?.Value ?? value.ToString();
}
