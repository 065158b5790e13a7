using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>
/// What is to be written of a JSON that was read: all of it and nothing else, but for what the documentation says. Of members of one name
/// the last counts, names of known members have one case, nulls of known members are left out; dates lose their time; moments without an
/// offset are in UTC; amounts become plain decimal text.
/// </summary>
internal static partial class Faithful
{
    /// <summary>In place of a value that can't be read as what it should be.</summary>
    private const string Unreadable = "(unreadable)";

    /// <summary>The JSON of a model, in a form that can be compared.</summary>
    public static string Written(object model)
    {
        using var written = JsonSerializer.SerializeToDocument(model, AritmaPsd2Json.Default.GetTypeInfo(model.GetType())!);
        return AsItIs(written.RootElement);
    }

    /// <summary>What that must be after a JSON was read as a type.</summary>
    public static string Expected(string body, Type type)
    {
        using var json = JsonDocument.Parse(body);
        return Expected(json.RootElement, type, null);
    }

    private static string Expected(JsonElement json, Type declared, JsonPropertyInfo? property)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(Money))
        {
            return ObjectOf(json, name => name.ToUpperInvariant() switch
            {
                "AMOUNT" => ("amount", member => Amount(member)),
                "CURRENCY" => ("currency", member => Text(member)),
                _ => null,
            });
        }

        var info = AritmaPsd2Json.Default.GetTypeInfo(type)!;
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => ObjectOf(json, name => KnownMember(info, name) is { } known
                ? (known.Name, member => Expected(member, known.PropertyType, known))
                : null),
            JsonTypeInfoKind.Enumerable => json.ValueKind == JsonValueKind.Array
                ? $"[{string.Join(',', json.EnumerateArray().Select(item => Expected(item, info.ElementType!, null)))}]"
                : Unreadable,
            _ when type == typeof(decimal) => property!.Name == "exchangeRate" ? Amount(json).Trim('"') : Amount(json),
            _ when type == typeof(int) => json.ValueKind is JsonValueKind.String ? json.GetString()! : Text(json, JsonValueKind.Number),
            _ when type == typeof(DateOnly) => Date(json),
            _ when type == typeof(DateTimeOffset) => Moment(json),
            _ => Text(json),
        };
    }

    private static JsonPropertyInfo? KnownMember(JsonTypeInfo info, string name) => info.Properties.SingleOrDefault(property =>
        property.Get is not null && !property.IsExtensionData && property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string ObjectOf(JsonElement json, Func<string, (string Name, Func<JsonElement, string> Expected)?> known)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Unreadable;
        }

        Dictionary<string, string> members = [];
        foreach (var member in json.EnumerateObject())
        {
            if (known(member.Name) is not { } property)
            {
                members[member.Name] = AsItIs(member.Value);
            }
            else if (member.Value.ValueKind == JsonValueKind.Null)
            {
                members.Remove(property.Name);
            }
            else
            {
                members[property.Name] = property.Expected(member.Value);
            }
        }

        return Join(members.Select(member => (member.Key, member.Value)));
    }

    private static string AsItIs(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Join(json.EnumerateObject().Select(member => (member.Name, AsItIs(member.Value)))),
        JsonValueKind.Array => $"[{string.Join(',', json.EnumerateArray().Select(AsItIs))}]",
        JsonValueKind.String => Text(json),
        _ => json.GetRawText(),
    };

    private static string Join(IEnumerable<(string Name, string Value)> members)
    {
        var sorted = members.OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"'{member.Name}':{member.Value}");
        return $"{{{string.Join(',', sorted)}}}";
    }

    private static string Text(JsonElement json, JsonValueKind kind = JsonValueKind.String) =>
        json.ValueKind != kind ? Unreadable : kind == JsonValueKind.String ? $"\"{json.GetString()}\"" : json.GetRawText();

    private static string Date(JsonElement json) =>
        json.ValueKind == JsonValueKind.String && DateAtStart.Match(json.GetString()!) is { Success: true } match
            ? $"\"{match.Groups[1].Value}\""
            : Unreadable;

    private static string Moment(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String || !DateAtStart.IsMatch(json.GetString()!))
        {
            return Unreadable;
        }

        var moment = DateTimeOffset.Parse(
            MoreThanTicks.Replace(json.GetString()!, ""), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return $"\"{moment.ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFzzz", CultureInfo.InvariantCulture)}\"";
    }

    /// <summary>The number without exponent, plus sign and leading zeros, as text; by its digits, so that no type rounds it.</summary>
    private static string Amount(JsonElement json)
    {
        var text = json.ValueKind is JsonValueKind.String ? json.GetString()! : json.GetRawText();
        if (Number.Match(text) is not { Success: true } number
            || (number.Groups["exponent"].Success && json.ValueKind == JsonValueKind.String))
        {
            return Unreadable;
        }

        var exponent = number.Groups["exponent"].Success
            ? int.Parse(number.Groups["exponent"].Value, CultureInfo.InvariantCulture)
            : 0;
        var fraction = number.Groups["fraction"].Value;
        var decimals = Math.Max(0, fraction.Length - exponent);
        var written = number.Groups["whole"].Value + fraction + new string('0', Math.Max(0, exponent - fraction.Length));
        var digits = BigInteger.Parse(written, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture)
            .PadLeft(decimals + 1, '0');
        var plain = decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}";
        return $"\"{(number.Groups["minus"].Success ? "-" : "")}{plain}\"";
    }

    [GeneratedRegex(@"\A([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9]{2}:[0-9]{2}.*)?\z")]
    private static partial Regex DateAtStart { get; }

    [GeneratedRegex(@"(?<=\.[0-9]{7})[0-9]+")]
    private static partial Regex MoreThanTicks { get; }

    [GeneratedRegex(@"\A(\+|(?<minus>-))?(?=\.?[0-9])(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?([eE](?<exponent>[+-]?[0-9]{1,4}))?\z")]
    private static partial Regex Number { get; }
}
