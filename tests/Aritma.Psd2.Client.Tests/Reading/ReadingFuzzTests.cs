namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>Whatever an API answers with 200: it is read as it stands, or not at all.</summary>
public class ReadingFuzzTests
{
    private const int Cases = 4_000;

    public static TheoryData<string> Operations() => [.. RecordedAnswer.All.Select(answer => answer.Operation)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_recorded_answer_is_read_with_all_that_it_says(string operation)
    {
        await using var reader = new AnswerReader();
        var recorded = RecordedAnswer.All.Single(answer => answer.Operation == operation);

        Assert.True(await reader.IsReadAsync(new(recorded, recorded.Json, "is as it was")));
    }

    [Fact]
    public async Task What_differs_from_an_answer_in_ways_that_an_api_may_differ_is_read()
    {
        await using var reader = new AnswerReader();

        await Fuzz.Check(OddAnswer.Harmless, Cases / 4, async answer => Assert.True(await reader.IsReadAsync(answer), answer.ToString()));
    }

    [Fact]
    public async Task Whatever_the_api_answers_is_read_as_it_stands_or_fails_with_one_typed_error()
    {
        await using var reader = new AnswerReader();
        var (read, failed) = (0, 0);

        await Fuzz.Check(
            OddAnswer.Of([.. RecordedAnswer.All]), Cases, async answer => _ = await reader.IsReadAsync(answer) ? read++ : failed++);

        // Neither half of the property holds for want of cases.
        Assert.InRange(read, Cases / 5, Cases);
        Assert.InRange(failed, Cases / 5, Cases);
    }
}
