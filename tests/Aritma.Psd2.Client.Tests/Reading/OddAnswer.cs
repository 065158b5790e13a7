using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>An answer of an operation after some mutations.</summary>
internal sealed record OddAnswer(RecordedAnswer Recorded, string Body, string Kinds)
{
    private static readonly string[] NoAnswers =
    [
        "", " ", "null", "[]", "\"\"", "0", "{", "<html><body>Sign in to the guest network</body></html>", "Einar Prøve", "tNO9386011117947", "\ufeff", "{}",
    ];

    /// <summary>So many that an answer is read in several pieces.</summary>
    private static readonly string ManySpaces = new(' ', 4_000);

    /// <summary>Answers of all operations with mutations that mustn't be noticed.</summary>
    public static Gen<OddAnswer> Harmless { get; } =
        from answer in Mutated([.. RecordedAnswer.All], Mutation.Harmless)
        from space in Gen.Elements("", "", " \r\n\t", ManySpaces)
        select answer with { Body = answer.Body.Replace("\":", "\":" + space, StringComparison.Ordinal) };

    /// <summary>Answers with mutations of all kinds, those of mere text too.</summary>
    public static Gen<OddAnswer> Of(params RecordedAnswer[] answers) => Gen.Frequency(
        (12, Mutated(answers, Mutation.All)),
        (2, Mutated(answers, Mutation.All).SelectMany(CutOff)),
        (4, Mutated(answers, Mutation.Harmless).SelectMany(WithAnotherCharacter)),
        (1, Gen.Elements(answers).Zip(Gen.Elements(NoAnswers), (recorded, none) => new OddAnswer(recorded, none, "is none"))));

    public override string ToString() =>
        $"{Recorded.Operation} {Kinds}: {Body.Replace(ManySpaces, "[many spaces]", StringComparison.Ordinal)}";

    private static Gen<OddAnswer> CutOff(OddAnswer answer) =>
        from length in Gen.Choose(0, answer.Body.Length)
        select answer with { Body = answer.Body[..length], Kinds = "is cut off" };

    private static Gen<OddAnswer> WithAnotherCharacter(OddAnswer answer) =>
        from place in Gen.Choose(0, answer.Body.Length - 1)
        from character in Gen.Elements("tfn\"\\{}[]:,1-eE. \0\u001b\ufeffå".ToCharArray())
        select answer with { Body = answer.Body[..place] + character + answer.Body[(place + 1)..], Kinds = "has another character" };

    private static Gen<OddAnswer> Mutated(RecordedAnswer[] answers, Mutation[] mutations) =>
        from recorded in Gen.Elements(answers)
        from count in Gen.Choose(1, 4)
        from edits in Gen.Elements(mutations).Zip(Gen.Choose(0, 100_000).Zip(Gen.Choose(0, 100_000))).ArrayOf(count)
        select Mutate(recorded, edits);

    private static OddAnswer Mutate(RecordedAnswer recorded, (Mutation Mutation, (int Place, int Choice) At)[] edits)
    {
        var json = JsonNode.Parse(recorded.Json)!;
        var made = edits.Where(edit => edit.Mutation.Apply(json, edit.At.Place, edit.At.Choice)).ToList();
        return new(recorded, Mutation.Text(json), string.Join(", ", made.Select(edit => edit.Mutation.Kind)));
    }
}
