namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>What a probe is told.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task An_application_that_obtains_tokens_is_healthy()
    {
        await using var running = await RunningApplication.StartAsync();
        using var probe = running.Visit();

        var answer = await probe.OpenAsync("/health");

        Assert.Equal((HttpStatusCode.OK, "Healthy"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task An_application_whose_secret_is_wrong_is_unhealthy()
    {
        await using var running = await RunningApplication.StartAsync(null, ("Aritma:Psd2:ClientSecret", "not-the-sandboxs-secret"));
        using var probe = running.Visit();

        var answer = await probe.OpenAsync("/health");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (answer.Status, answer.Text));
    }
}
