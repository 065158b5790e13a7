using Aritma.Psd2.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2.Integration.Tests;

public class WebApplicationTests
{
    [Fact]
    public async Task A_web_application_calls_the_api_through_an_injected_client()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        await using var app = Build(new()
        {
            ["Aritma:Psd2:TokenEndpoint"] = sandbox.TokenEndpoint.AbsoluteUri,
            ["Aritma:Psd2:ApiBaseAddress"] = sandbox.ApiBaseAddress.AbsoluteUri + "/",
            ["Aritma:Psd2:ClientId"] = sandbox.ClientId,
            ["Aritma:Psd2:ClientSecret"] = sandbox.ClientSecret,
        });
        app.MapGet("/banks", (IConsentsApi consents) => consents.GetBanksAsync());
        await app.StartAsync();

        using var browser = new HttpClient();
        var banks = await browser.GetStringAsync(new Uri(new Uri(app.Urls.Single()), "/banks"));

        Assert.Contains("countryCode", banks, StringComparison.Ordinal);
        Assert.Equal("/api/banks", Assert.Single(sandbox.ApiRequests).PathAndQuery);
    }

    [Fact]
    public async Task A_web_application_without_credentials_does_not_start()
    {
        await using var app = Build(new() { ["Aritma:Psd2:Environment"] = "Development" });

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());

        Assert.Equal(2, failure.Failures.Count());
    }

    private static WebApplication Build(Dictionary<string, string?> configuration)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Services.AddPsd2Clients(builder.Configuration.GetSection("Aritma:Psd2"));
        return builder.Build();
    }
}
