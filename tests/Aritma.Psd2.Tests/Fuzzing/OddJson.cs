using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Aritma.Psd2.Tests.Fuzzing;

/// <summary>Token and error responses (RFC 6749 §5.1 and §5.2) gone wrong.</summary>
internal static class OddJson
{
    /// <summary>Part of all tokens and of nothing else, so that it can be looked for where no token belongs.</summary>
    public const string Canary = "c4nary";

    private const string CharactersThatMatter = "\"\\{}[]:,/*+-.eE0129 \t\r\n\0\u001b\u007f\u00a0åЖ\u2028\ufeff\uffff\ud800\udc00";

    private static readonly (string Name, string Value)[] Valid =
    [
        ("access_token", $"\"{Canary}.a-b_c~d+e/f==\""), ("token_type", "\"Bearer\""), ("expires_in", "3600"),
        ("scope", "\"banking.channel.psd2 banking.ais.read\""),
    ];

    private static readonly string[] Names =
    [
        "access_token", "token_type", "expires_in", "scope", "error", "error_description", "refresh_token", "ACCESS_TOKEN", "access\\u005ftoken",
        "scope ", "", "\\ud800", "$type", "$ref",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "1", "-1", "30", "0.5", "3600.0", "1e3", "1E400", "-1e-400", "007", "+1", "NaN", "Infinity", "0x10",
        "9223372036854775807", "9223372036854775808", new string('9', 400), "[]", "{}", "[\"t\"]", "{\"a\":1,\"a\":2}", "{\"\\ud800\":1}", Nested(60), Nested(200),
        .. Strings().Select(text => JsonSerializer.Serialize(text)),
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"a\\ud800b\"", "\"\\u0000\"", "\"\\x\"", "\"\\u12\"", "\"unterminated", "\"raw\nline\"", "'single'",
    ];

    /// <summary>A valid response or an error, some of whose members have odd values, are missing, or are there twice.</summary>
    public static Gen<string> Objects { get; } =
        from start in Gen.Elements<(string Name, string Value)[]>(Valid, Valid, [])
        from kept in Gen.Frequency((4, Gen.Constant(start)), (1, Gen.SubListOf(start).Select(members => members.ToArray())))
        from place in Gen.Choose(0, 2 * Valid.Length)
        let replaced = kept.Skip(place).Take(1)
        from odd in Gen.CollectToArray(replaced, member => Gen.Elements(Values).Select(value => (member.Name, value)))
        from count in Gen.Elements(0, 0, 0, 1, 3)
        from added in Gen.Elements(Names).Zip(Gen.Elements(Values)).ArrayOf(count)
        from shuffled in Gen.Shuffle(kept.Except(replaced).Concat(odd).Concat(added))
        select Write(shuffled);

    /// <summary>One with characters deleted, doubled, swapped, inserted.</summary>
    public static Gen<string> Mutated { get; } =
        from json in Gen.OneOf(Gen.Constant(Write(Valid)), Objects)
        from count in Gen.Elements(1, 1, 3)
        from mutations in Mutations().ArrayOf(count)
        select mutations.Aggregate(json, (mutated, mutate) => mutate(mutated));

    private static Gen<Func<string, string>> Mutations() =>
        from place in Gen.Choose(0, int.MaxValue)
        from inserted in Gen.Elements(CharactersThatMatter.ToCharArray())
        from mutate in Gen.Elements<Func<string, int, string>>(
            (json, at) => json.Remove(at, 1),
            (json, at) => json.Insert(at, json[at].ToString()),
            (json, at) => json[..at] + json[^1] + json[(at + 1)..^1] + json[at],
            (json, at) => json.Insert(at, inserted.ToString()),
            (json, at) => json[..at] + inserted + json[(at + 1)..],
            (json, at) => json[..at],
            (json, at) => json + json[at..])
        select (Func<string, string>)(json => json.Length < 2 ? json : mutate(json, place % (json.Length - 1)));

    private static IEnumerable<string> Strings() =>
    [
        "", " ", "t", Canary, "=", "==", "a=b", "a==", "a b", $"{Canary}\r\nX-Evil: 1", $"{Canary}\n", "å", "\u0000", "\u001b[31m", "\u2028", "\ud83d\ude00", "\"", "\\",
        "Bearer", "bearer", "BEARER", "Bearer ", "mac", "3600", "-1", "banking.ais.read", "banking.channel.psd2", "banking.ais.read banking.channel.psd2",
        " banking.channel.psd2  banking.ais.read ", "banking.channel.psd2 banking.ais.read other\r\n\u001b", "banking.channel.psd2,banking.ais.read",
        "invalid_client", "invalid_scope", "invalid\r\nclient", new string('x', 500), new string('"', 5_000),
        .. SecretForms.All,
        .. SecretForms.All.Select(form => new string('x', 290) + form),
        .. SecretForms.All.Select(form => $"\r\n{form}\u0000{form}"),
        .. SecretForms.All.Select(form => form[..8]),
        .. SecretForms.All.Select(form => new string('x', 60) + form[^8..]),
    ];

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string Write(IEnumerable<(string Name, string Value)> members) =>
        "{" + string.Join(',', members.Select(member => $"\"{member.Name}\":{ValueOf(member)}")) + "}";

    // The text of an error is shown on purpose.
    private static string ValueOf((string Name, string Value) member) =>
        member.Name.StartsWith("error", StringComparison.Ordinal)
            ? member.Value.Replace(Canary, "told", StringComparison.Ordinal)
            : member.Value;
}
