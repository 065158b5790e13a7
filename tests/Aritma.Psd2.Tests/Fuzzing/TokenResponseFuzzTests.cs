using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.Tests.Fuzzing;

public partial class TokenResponseFuzzTests
{
    private const int Cases = 3_000;

    [Fact]
    public async Task Whatever_the_endpoint_answers_the_call_has_its_token_or_fails_with_one_typed_error()
    {
        await using var services = new TestServices();
        var (tokens, failures) = (0, 0);

        await Fuzz.Check(OddAnswer.All, Cases, async answer =>
        {
            services.ForgetAll();
            services.TokenEndpoint.Answer = (_, _) => Task.FromResult(answer.ToResponse());

            if (await FailureAsync(services) is { } failure)
            {
                failures++;
                Assert.Empty(services.Api.Requests);
                AssertTold(failure, answer);
            }
            else
            {
                tokens++;
                AssertSent(Assert.Single(services.Api.Requests).Authorization, answer);
            }

            AssertNothingLeaks(string.Join('\n', services.Logs.Texts()));
        });

        // Neither half of the property holds for want of cases.
        Assert.InRange(tokens, Cases / 20, Cases);
        Assert.InRange(failures, Cases / 20, Cases);
    }

    private static async Task<Psd2TokenException?> FailureAsync(TestServices services)
    {
        try
        {
            using var response = await services.CallAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return null;
        }
        catch (Psd2TokenException failure)
        {
            return failure;
        }
    }

    private static void AssertSent(string? authorization, OddAnswer answer)
    {
        var body = answer.Body.AsMemory();
        using var json = JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body);

        Assert.InRange(answer.Status, 200, 299);
        Assert.Equal($"Bearer {json.RootElement.GetProperty("access_token").GetString()}", authorization);
        Assert.Matches(BearerCredentials, authorization);
    }

    private static void AssertTold(Psd2TokenException failure, OddAnswer answer)
    {
        Assert.Equal(answer.Status, (int)failure.StatusCode!);
        Assert.Equal("id.dev.aritma.io", failure.EndpointHost);
        Assert.Null(failure.InnerException);
        Assert.Matches(ErrorText, failure.Error ?? "");
        Assert.InRange(failure.Error?.Length ?? 1, 1, 64);
        Assert.Matches(ErrorText, failure.ErrorDescription ?? "");
        Assert.InRange(failure.ErrorDescription?.Length ?? 1, 1, 300);
        Assert.InRange(failure.Message.Length, 1, 800);
        Assert.DoesNotContain(failure.Message, char.IsControl);
        Assert.True(failure.RetryAfter > TimeSpan.Zero && failure.RetryAfter <= TimeSpan.FromHours(1));
        AssertNothingLeaks(failure.ToString() + failure.Error + failure.ErrorDescription);
    }

    private static void AssertNothingLeaks(string text)
    {
        Assert.DoesNotContain(OddJson.Canary, text, StringComparison.OrdinalIgnoreCase);
        Assert.False(SecretForms.AreQuotedBy(text), text);
    }

    // RFC 6750 §2.1: credentials = "Bearer" 1*SP b64token. \z, because $ would let a line feed pass.
    [GeneratedRegex(@"\ABearer [A-Za-z0-9\-._~+/]+=*\z")]
    private static partial Regex BearerCredentials { get; }

    // RFC 6749 §5.2: %x20-21 / %x23-5B / %x5D-7E
    [GeneratedRegex(@"\A[\x20-\x21\x23-\x5B\x5D-\x7E]*\z")]
    private static partial Regex ErrorText { get; }
}
