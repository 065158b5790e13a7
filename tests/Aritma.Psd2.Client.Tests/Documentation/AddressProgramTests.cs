namespace Aritma.Psd2.Client.Tests.Documentation;

public sealed class AddressProgramTests
{
    /// <summary>The proxy of the test is on this machine, which the platform knows as one.</summary>
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("198.51.100.9, 203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData(null, "127.0.0.1")]
    public async Task The_address_that_the_proxy_has_seen_is_sent(string? forwarded, string expected)
    {
        await using var app = await App.StartAsync();
        await using var program = RunningProgram.Start(
            "The user's IP address", app.Sandbox, app.Time, "--ConsentId", await app.ApprovedConsentAsync());
        using var browser = await program.BrowseAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/accounts", UriKind.Relative));
        if (forwarded is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwarded);
        }

        using var answer = await browser.SendAsync(request);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(expected, app.Sandbox.ApiRequests[^1].Headers["PSU-IP-Address"]);
    }
}
