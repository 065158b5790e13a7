using System.Net;

namespace Aritma.Psd2.Tests.Fuzzing;

public class ChallengeFuzzTests
{
    [Fact]
    public async Task Whatever_the_challenge_of_a_401_the_token_is_renewed_unless_it_names_insufficient_scope()
    {
        const int Cases = 2_000;
        await using var services = new TestServices();
        var (replayed, returned) = (0, 0);

        await Fuzz.Check(OddChallenge.All, Cases, async challenge =>
        {
            services.ForgetAll();
            services.Api.Answer = _ => Task.FromResult(
                services.Api.Requests.Count == 1 ? Rejection(challenge) : new HttpResponseMessage(HttpStatusCode.OK));

            using var response = await services.CallAsync();

            string[] sent = [.. services.Api.Requests.Select(request => request.Authorization!)];
            if (response.StatusCode == HttpStatusCode.OK)
            {
                replayed++;
                Assert.Equal(2, sent.Distinct().Count());
            }
            else
            {
                returned++;
                Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
                Assert.True(challenge.NamesInsufficientScope);
                Assert.Single(sent);
            }
        });

        Assert.InRange(replayed, 50, Cases);
        Assert.InRange(returned, 50, Cases);
    }

    [Fact]
    public async Task Whatever_the_challenges_of_an_API_that_takes_no_token_its_second_401_reaches_the_caller()
    {
        await using var services = new TestServices();

        await Fuzz.Check(OddChallenge.All, 1_000, async challenge =>
        {
            services.ForgetAll();
            services.Api.Answer = _ => Task.FromResult(Rejection(challenge));

            using var response = await services.CallAsync();

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.InRange(services.Api.Requests.Count, 1, 2);
            Assert.Equal(services.Api.Requests.Count, services.TokenEndpoint.Requests.Count);
        });
    }

    private static HttpResponseMessage Rejection(OddChallenge challenge)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        foreach (var header in challenge.Headers)
        {
            response.Headers.TryAddWithoutValidation("WWW-Authenticate", header);
        }

        return response;
    }
}
