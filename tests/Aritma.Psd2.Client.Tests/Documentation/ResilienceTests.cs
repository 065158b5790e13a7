using Microsoft.Extensions.Http.Resilience;

namespace Aritma.Psd2.Client.Tests.Documentation;

/// <summary>What the page says of handlers that an application's defaults bring.</summary>
public sealed class ResilienceTests
{
    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 1)]
    public async Task A_failed_creation_is_repeated_by_the_defaults_and_not_by_the_handler_in_their_place(bool replaced, int sent)
    {
        await using var app = await App.StartAsync(configure: builder =>
        {
            builder.Services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());
            builder.ConfigureClients(client =>
            {
                if (replaced)
                {
#pragma warning disable EXTEXP0001 // as on the page
                    client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
                    client.AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());
                }
            });
        });
        app.Sandbox.ApiFaults.Add(new() { StatusCode = 500 });

        var failure = await Assert.ThrowsAsync<Psd2ApiException>(() => app.Consents.CreateConsentAsync(new NewConsent()));

        Assert.Equal(500, (int?)failure.StatusCode);
        Assert.Equal(sent, app.Sandbox.ApiRequests.Count);
        Assert.Single(app.Sandbox.ApiRequests.Select(request => request.Headers["Idempotency-Key"]).Distinct());
    }
}
