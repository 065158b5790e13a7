using System.Net;

namespace Aritma.Psd2.Sandbox.Tests;

public class ApiVersionsTests : SandboxTest
{
    [Theory]
    [InlineData("/banks", HttpStatusCode.OK)]
    [InlineData("/accounts", HttpStatusCode.Forbidden)]
    [InlineData("/no-such", HttpStatusCode.NotFound)]
    public async Task Each_answer_of_the_api_tells_the_versions(string path, HttpStatusCode status)
    {
        using var response = await GetAsync(path, await TokenAsync());
        using var refused = await GetAsync(path, token: null);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(["1.0"], response.Headers.GetValues("api-supported-versions"));
        Assert.Equal(["1.0"], refused.Headers.GetValues("api-supported-versions"));
    }

    [Fact]
    public async Task The_token_endpoint_tells_none()
    {
        using var response = await RequestTokenAsync();

        Assert.False(response.Headers.Contains("api-supported-versions"));
    }

    [Fact]
    public async Task A_version_that_there_is_not_is_refused()
    {
        using var known = await GetAsync("/banks", await TokenAsync(), ("api-version", "1.0"));
        using var unknown = await GetAsync("/banks", await TokenAsync(), ("api-version", "2.0"));

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        var problem = await AssertProblemAsync(HttpStatusCode.BadRequest, unknown);
        Assert.Contains("1.0", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
