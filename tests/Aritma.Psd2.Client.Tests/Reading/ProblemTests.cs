using System.Net;
using System.Text.Json;
using FsCheck.Fluent;

namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>What the API says about a refusal.</summary>
public class ProblemTests
{
    private const int Cases = 1_000;

    private static readonly RecordedAnswer Refusal = new(
        "IBanksApi.GetBanksAsync",
        """
        {"type":"https://errors.example/consent-expired","title":"Consent expired-9","status":403,"detail":"Einar Prøve has no consent","instance":"/i/7781",
         "traceId":"00-af31","errors":{"consentId":["is expired"]}}
        """,
        async api => await Assert.ThrowsAsync<Psd2ApiException>(() => api.Banks.GetBanksAsync()));

    [Fact]
    public async Task Problem_details_are_kept_as_they_stand_or_not_at_all_and_are_not_quoted()
    {
        var body = "";
        await using var api = new Api((_, _) => Task.FromResult(Api.Response(body, HttpStatusCode.Forbidden, "application/problem+json")));
        var (read, unread) = (0, 0);

        await Fuzz.Check(OddAnswer.Of(Refusal), Cases, async answer =>
        {
            body = answer.Body;
            var failure = (Psd2ApiException)await Refusal.Read(api);

            Assert.Equal((Refusal.Operation, HttpStatusCode.Forbidden), (failure.Operation, failure.StatusCode!.Value));
            Assert.DoesNotContain("-9", failure.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("Einar", failure.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(Mutation.Canary, failure.ToString(), StringComparison.Ordinal);
            if (failure.Problem is { } problem)
            {
                read++;
                Assert.Equal(Faithful.Expected(body, typeof(Psd2Problem)), Faithful.Written(problem));
            }
            else
            {
                unread++;
            }
        });

        Assert.InRange(read, Cases / 5, Cases);
        Assert.InRange(unread, Cases / 5, Cases);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"status":"403","title":null,"extra":{"a":[null]}}""")]
    [InlineData("""{"Title":"No consent","DETAIL":""}""")]
    public async Task Problem_details_need_no_member(string body)
    {
        await using var api = Api.Answering(body, HttpStatusCode.Forbidden);

        var failure = (Psd2ApiException)await Refusal.Read(api);

        Assert.Equal(Faithful.Expected(body, typeof(Psd2Problem)), Faithful.Written(failure.Problem!));
    }
}
