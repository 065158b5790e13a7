using System.Net;

namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>What the sample answered.</summary>
/// <param name="Request">Method and address, for messages.</param>
/// <param name="Status">The status.</param>
/// <param name="Location">Where the browser goes; null: nowhere.</param>
/// <param name="Text">The body.</param>
internal sealed record Answer(string Request, HttpStatusCode Status, Uri? Location, string Text)
{
    public Answer Expect(HttpStatusCode status) =>
        Status == status ? this : throw Unexpected($"the status isn't {(int)status}");

    public Answer Expect(bool isRight, string what) => isRight ? this : throw Unexpected($"it doesn't have {what}");

    public Answer ExpectText(string text) => Expect(Text.Contains(text, StringComparison.Ordinal), $"'{text}'");

    private UnexpectedAnswerException Unexpected(string why) =>
        new($"{Request} is answered with {(int)Status} and {Text.Length} characters: {why}.");
}
