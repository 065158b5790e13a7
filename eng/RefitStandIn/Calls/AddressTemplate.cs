using System.Text.RegularExpressions;

namespace Refit;

/// <summary>The address of a method: its path below the base address, or the one that a <c>[Url]</c> argument gives.</summary>
internal sealed partial class AddressTemplate
{
    private readonly string _path;
    private readonly ParameterPlan[] _parameters;
    private readonly int _url;

    public AddressTemplate(string path, ParameterPlan[] parameters, string method)
    {
        _path = path;
        _parameters = parameters;
        _url = Array.FindIndex(parameters, parameter => parameter is UrlParameter);
        foreach (Match placeholder in Placeholders().Matches(path))
        {
            if (ParameterOf(placeholder) < 0)
            {
                throw Unsupported.Because($"No parameter of {method} is named as {placeholder.Value} in its path.");
            }
        }

        if (_url >= 0 && path.Length > 0)
        {
            throw new ArgumentException($"{method} takes its address from a [Url] parameter, so its path must be empty.");
        }
    }

    public Uri Fill(Uri? baseAddress, object?[] arguments)
    {
        var address = _url < 0
            ? BasePath(baseAddress) + Placeholders().Replace(Rooted(_path), match => Escape(ParameterOf(match), arguments))
            : Absolute(arguments[_url]);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (_parameters[i] is AddressParameter { IsInTemplate: false } query && arguments[i] is not null)
            {
                address += $"{(address.Contains('?') ? '&' : '?')}{Uri.EscapeDataString(query.Name)}={query.Escape(arguments[i])}";
            }
        }

        return new Uri(address, _url < 0 ? UriKind.Relative : UriKind.Absolute);
    }

    private static string BasePath(Uri? baseAddress) =>
        baseAddress?.AbsolutePath.TrimEnd('/') ?? throw new InvalidOperationException("BaseAddress must be set on the HttpClient instance");

    private static string Rooted(string path) =>
        path.Length == 0 || path[0] == '/' ? path : throw new ArgumentException($"URL path {path} must start with '/'.");

    private static string Absolute(object? argument)
    {
        var address = (argument as Uri)?.OriginalString ?? argument as string;
        return Uri.TryCreate(address, UriKind.Absolute, out _)
            ? address
            : throw new ArgumentException($"The [Url] parameter value \"{address}\" must be an absolute URI.");
    }

    private string Escape(int parameter, object?[] arguments) => ((AddressParameter)_parameters[parameter]).Escape(arguments[parameter]);

    private int ParameterOf(Match placeholder) => Array.FindIndex(_parameters, parameter =>
        parameter is AddressParameter address && address.Name.Equals(placeholder.Groups["name"].Value, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\{(?<name>[^}]*)\}")]
    private static partial Regex Placeholders();
}
