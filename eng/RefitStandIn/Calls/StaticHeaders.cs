using System.Reflection;

namespace Refit;

/// <summary>The fixed headers of a method: of the base interfaces, the client, the method, a later one in place of an earlier.</summary>
internal sealed class StaticHeaders
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    public static StaticHeaders Of(Type client, MethodInfo method)
    {
        var headers = new StaticHeaders();
        MemberInfo[] holders = method.DeclaringType == client
            ? [.. client.GetInterfaces(), client, method]
            : [.. method.DeclaringType!.GetInterfaces(), method.DeclaringType!, method];
        foreach (var header in holders.SelectMany(holder => holder.GetCustomAttribute<HeadersAttribute>()?.Headers ?? []))
        {
            headers.Redefine(header);
        }

        return headers;
    }

    public Dictionary<string, string> ToDictionary() => new(_headers, StringComparer.OrdinalIgnoreCase);

    /// <summary>A header that belongs to the body replaces the body's own, and is dropped where there is none.</summary>
    public static void Set(HttpRequestMessage request, Dictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            var oneLine = value.ReplaceLineEndings("");
            if (!request.Headers.TryAddWithoutValidation(name, oneLine) && request.Content is { } content)
            {
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, oneLine);
            }
        }
    }

    private void Redefine(string header)
    {
        var parts = header.Split(':', 2, StringSplitOptions.TrimEntries);
        _headers.Remove(parts[0]);
        if (parts.Length == 2)
        {
            _headers.Add(parts[0], parts[1]);
        }
    }
}
