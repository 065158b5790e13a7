using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>A change of an answer at one of the places where it can be made: places and choices are counted round.</summary>
internal sealed partial record Mutation(string Kind, Func<JsonNode, int, int, bool> Apply)
{
    /// <summary>Part of each text that mutations put in, so that it can be looked for where no value belongs.</summary>
    public const string Canary = "c4nary";

    /// <summary>As <see cref="Canary"/>, in numbers.</summary>
    public const string NumberCanary = "31337";

    // A JSON tree has neither two members of one name nor a number such as 0012: these marks become them in the text.
    private const string Again = "\u0001";
    private const string Raw = "\u0002";

    private static readonly HashSet<string> Required = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "consentId", "banks", "consents", "accounts", "account", "balances", "transactions", "transactionDetails", "amount",
    };

    // Names of this library's own too, which are no members of the API, and those that serializers give a meaning.
    private static readonly string[] UnknownNames =
    [
        "extra", "other", "bookingStatuses", "cursor", "expiresAt", "isReplayed", "unknownMembers", "UnknownMembers", "value", "$id", "$ref",
        "$type", "$values", "", " ", "ålder", "_link", "iban2", "amounts",
    ];

    private static readonly string[] UnknownValues =
    [
        "null", "true", $"\"{Canary}\"", "\"\"", "1.50", "-0", "1e400", $"{NumberCanary}00000000000000000000000000000000.10", "[]", "{}",
        $$"""{"amount":"","iban":7,"bookingDate":"2026-03-12T00:00:00","a":[1,{"b":null}],"{{Canary}}":[null]}""", "[null,[[]],{}]",
    ];

    private static readonly string[] GoodAmounts =
    [
        "\"0.00\"", "\"-0.00\"", "\"1.50\"", "\"+1\"", "\"0012.5\"", "\"-000\"", "\"7.\"", "\".5\"", "1.50", "-0", "-0.00", "1e3", "1.5E-3",
        "\"79228162514264337593543950335\"", "\"-7.9228162514264337593543950335\"", "0.0000000000000000000000000001",
    ];

    private static readonly string[] OddAmounts =
    [
        "\"\"", "\" 1\"", "\"1 \"", "\"1,5\"", "\"1 000.00\"", "\"1e3\"", "\"1.5.1\"", "\"--1\"", "\"1-\"", "\"(1)\"", "\".\"", "\"+\"",
        "\"NaN\"", "\"Infinity\"", "\"0x10\"", "\"1\\u0000\"", "\"\u0661\"", "\"\u22121\"", "1e400", "1e-400", "0E-30", "0012.5", "+1", "1,5",
        $"\"{NumberCanary}0000000000000000000000000.10\"", $"{NumberCanary}.3133731337313373133731337313373", $"\"{Canary}\"",
        "\"79228162514264337593543950336\"", "\"0.00000000000000000000000000000\"", "0.12345678901234567890123456789012345",
    ];

    private static readonly string[] GoodDates =
    [
        "2026-03-12T23:59:59Z", "2026-03-12T00:00:00+14:00", "2026-03-12T23:30:00-12:00", "2026-03-12T10:00:00", "2026-03-12T10:00",
        "2026-03-12T10:00:00.1", "2026-03-12T10:00:00.1234567+02:00", "2026-03-12T10:00:00.123456789Z", "2024-02-29T00:00:00Z", "0001-01-01T00:00:00",
        "9999-12-31T23:59:59.9999999",
    ];

    private static readonly string[] OddDates =
    [
        "", " ", "2026-02-30", "2026-02-30T10:00:00Z", "2026-13-01", "0000-01-01", "10000-01-01", "2026-3-1", "20260312", "12.03.2026", "03/12/2026",
        "2026-03-12 ", " 2026-03-12", "2026-03-12T", "2026-03-12T25:00:00Z", "2026-03-12T24:00:00Z", "2026-03-12T10:00:60Z", "2026-03-12T10:00:00+99:00",
        "2026-03-12 10:00:00", "2026-03-12T10:00:00\u0000", "2569-03-12\u0e1e", $"2026-03-12{Canary}", $"{Canary}", "now", "0001-01-01T00:00:00+14:00",
    ];

    private static readonly string[] OddValues =
    [
        "true", $"{NumberCanary}", $"{NumberCanary}.50", $"\"{Canary}\"", $"\"{NumberCanary}\"", "\"\"", "{}", "[]", "[null]", $$"""{"{{Canary}}":1}""",
        $"[\"{Canary}\"]", "null", "\"\\u0000\"", $"\"http://[{Canary}\"", $"t{Canary}", $"nul{Canary}", $"{NumberCanary}x", $"-{Canary}",
        new string('[', 80) + new string(']', 80),
    ];

    /// <summary>After which an answer must be read as before.</summary>
    public static Mutation[] Harmless { get; } =
    [
        AtMember("leaves out a member", member => !Required.Contains(member.Name), (member, _) => member.Owner.Remove(member.Name)),
        AtMember("nulls a member", member => !Required.Contains(member.Name), (member, _) => member.Owner[member.Name] = null),
        AtObject("adds an unknown member", (owner, choice) => owner[Of(UnknownNames, choice)] = RawValue(Of(UnknownValues, choice / 7))),
        AtMember("changes the case of a name", IsKnown, (member, choice) =>
        {
            var value = member.Owner[member.Name];
            member.Owner.Remove(member.Name);
            var name = choice % 2 == 0 ? member.Name.ToUpperInvariant() : char.ToUpperInvariant(member.Name[0]) + member.Name[1..];
            member.Owner[name] = value;
        }),
        AtMember("repeats a member", _ => true, (member, _) => member.Owner[member.Name + Again] = member.Owner[member.Name]?.DeepClone()),
        AtMember("repeats a member in another case", IsKnown, (member, _) =>
            member.Owner[member.Name.ToUpperInvariant() + Again] = member.Owner[member.Name]?.DeepClone()),
        AtMember("puts a time to a date", IsDate, (member, choice) => member.Owner[member.Name] = Of(GoodDates, choice)),
        AtMember("changes a moment", IsMoment, (member, choice) => member.Owner[member.Name] = Of(GoodDates, choice)),
        AtMember("changes an open value", IsOpenValue, (member, _) => member.Owner[member.Name] = $"{Canary} Ω"),
        AtMember("changes an amount", IsAmount, (member, choice) => member.Owner[member.Name] = RawValue(Of(GoodAmounts, choice))),
    ];

    /// <summary>After which it may be read, or not.</summary>
    public static Mutation[] All { get; } =
    [
        .. Harmless,
        AtMember("leaves out any member", _ => true, (member, _) => member.Owner.Remove(member.Name)),
        AtMember("puts an odd value", _ => true, (member, choice) => member.Owner[member.Name] = RawValue(Of(OddValues, choice))),
        // Not into unknown members, which are kept unread: whoever reads or writes half a surrogate pair of theirs fails.
        AtMember("puts half a surrogate pair", IsOpenValue, (member, _) => member.Owner[member.Name] = RawValue("\"\\ud800\"")),
        AtMember("puts an odd amount", IsAmount, (member, choice) => member.Owner[member.Name] = RawValue(Of(OddAmounts, choice))),
        AtMember("puts an odd date", member => IsDate(member) || IsMoment(member), (member, choice) =>
            member.Owner[member.Name] = Of(OddDates, choice)),
        AtMember("makes a list of a value", _ => true, (member, choice) => member.Owner[member.Name] = new JsonArray(
            [.. Enumerable.Repeat(member.Value, choice % 3).Select(item => item?.DeepClone())])),
        AtMember("makes a value of a list", member => member.Value is JsonArray { Count: > 0 }, (member, _) =>
            member.Owner[member.Name] = ((JsonArray)member.Value!)[0]?.DeepClone()),
        AtMember("puts an item into a list", member => member.Value is JsonArray, (member, choice) =>
            ((JsonArray)member.Value!).Insert(choice % (((JsonArray)member.Value).Count + 1), RawValue(Of(OddValues, choice / 3)))),
        AtMember("puts a null into a list", member => member.Value is JsonArray, (member, choice) =>
            ((JsonArray)member.Value!).Insert(choice % (((JsonArray)member.Value).Count + 1), null)),
        AtMember("swaps text and number", member => member.Value is JsonValue, (member, choice) =>
            member.Owner[member.Name] = member.Value!.GetValueKind() == JsonValueKind.String
                ? JsonValue.Create((long)choice)
                : JsonValue.Create(member.Value.ToJsonString())),
        AtMember("repeats a member with an odd value", _ => true, (member, choice) =>
            member.Owner[member.Name + Again] = RawValue(Of(OddValues, choice))),
    ];

    public static string Text(JsonNode node) =>
        RawValues.Replace(node.ToJsonString(Relaxed), match => JsonSerializer.Deserialize<string>($"\"{match.Groups[1].Value}\"")!)
            .Replace("\\u0001", "", StringComparison.Ordinal);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Mutation AtMember(string kind, Func<Member, bool> fits, Action<Member, int> change) => new(kind, (root, place, choice) =>
    {
        var members = Objects(root).SelectMany(owner => owner.Select(item => new Member(owner, item.Key, item.Value))).Where(fits).ToList();
        if (members.Count > 0)
        {
            change(members[place % members.Count], choice);
        }

        return members.Count > 0;
    });

    private static Mutation AtObject(string kind, Action<JsonObject, int> change) => new(kind, (root, place, choice) =>
    {
        var objects = Objects(root).ToList();
        change(objects[place % objects.Count], choice);
        return true;
    });

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject owner => [owner, .. owner.SelectMany(member => Objects(member.Value))],
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    // Of an unknown member the name matters as it is.
    private static bool IsKnown(Member member) =>
        member.Name is "iban" or "amount" or "currency" or "status" or "booked" or "_links" or "next" or "href" or "id" or "consentId"
            or "accounts" or "banks" or "consents" or "transactions" or "transactionAmount" or "redirectUrl" or "exchangeRate"
            or "endToEndIds" or "expiresAtUtc" or "bookingDate" or "balanceType";

    private static bool IsDate(Member member) => member.Name is "bookingDate" or "valueDate" or "referenceDate" or "lastChangeDate";

    private static bool IsMoment(Member member) => member.Name is "expiresAtUtc";

    private static bool IsAmount(Member member) => member.Name is "amount" or "exchangeRate";

    private static bool IsOpenValue(Member member) => member.Name is "status" or "balanceType" or "bookingStatus";

    private static T Of<T>(T[] items, int choice) => items[choice % items.Length];

    private static JsonValue RawValue(string json) => JsonValue.Create(Raw + json);

    [GeneratedRegex("""
        "\\u0002((?:[^"\\]|\\.)*)"
        """)]
    private static partial Regex RawValues { get; }

    private sealed record Member(JsonObject Owner, string Name, JsonNode? Value);
}
