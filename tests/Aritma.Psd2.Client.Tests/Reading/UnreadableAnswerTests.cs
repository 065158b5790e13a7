using System.Net;
using System.Text;

namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>Answers of 200 that no mutation of a text makes.</summary>
public class UnreadableAnswerTests
{
    public static TheoryData<string> Empty() => ["no content", "no bytes", "no bytes of unknown number"];

    [Theory]
    [MemberData(nameof(Empty))]
    public async Task An_empty_answer_is_an_error_and_not_null(string kind)
    {
        var failure = await FailureAsync(() => kind switch
        {
            "no content" => new(HttpStatusCode.NoContent),
            "no bytes" => new() { Content = new ByteArrayContent([]) },
            _ => new() { Content = new StreamContent(new UnknownLength([])) },
        });

        Assert.Equal(("IAccountsApi.GetAccountsAsync", "$"), (failure.Operation, failure.JsonPath));
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [InlineData("no such charset")]
    [InlineData("utf-16")]
    public async Task Text_in_another_encoding_than_is_said_is_an_error_at_the_whole(string charset)
    {
        var failure = await FailureAsync(() =>
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"accounts":[]}"""));
            content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset=\"{charset}\"");
            return new() { Content = content };
        });

        Assert.Equal(("IAccountsApi.GetAccountsAsync", "$"), (failure.Operation, failure.JsonPath));
    }

    /// <summary>The platform's own message quotes all that follows the literal's first letter.</summary>
    [Theory]
    [InlineData("tNO9386011117947")]
    [InlineData("faNO9386011117947")]
    [InlineData("nulNO9386011117947")]
    public async Task A_broken_literal_isn_t_quoted(string literal)
    {
        var failure = await FailureAsync(() => Api.Response($$"""{"accounts":[{"id":"a-1","iban":{{literal}}}]}"""));

        Assert.Equal("$", failure.JsonPath);
        Assert.DoesNotContain("9386011117947", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nulls_in_lists_of_text_are_an_error_too()
    {
        await using var api = Api.Answering("""{"banks":[{"id":"b-1","channels":["psd2",null]}]}""");

        var failure = await Assert.ThrowsAsync<Psd2ApiException>(() => api.Banks.GetBanksAsync());

        Assert.StartsWith("$.banks[0]", failure.JsonPath, StringComparison.Ordinal);
    }

    private static async Task<Psd2ApiException> FailureAsync(Func<HttpResponseMessage> answer)
    {
        await using var api = new Api((_, _) => Task.FromResult(answer()));
        return await Assert.ThrowsAsync<Psd2ApiException>(() => api.Accounts.GetAccountsAsync("c-1"));
    }

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
