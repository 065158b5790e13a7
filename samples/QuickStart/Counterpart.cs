using Aritma.Psd2.Client;
using Aritma.Psd2.Sandbox;
using Microsoft.Extensions.Configuration;

namespace QuickStart;

/// <summary>Who answers: a sandbox in this process, or Aritma where credentials are configured.</summary>
internal sealed class Counterpart(Psd2Sandbox? sandbox) : IAsyncDisposable
{
    public static async Task<Counterpart> StartAsync(IConfigurationManager configuration)
    {
        var section = configuration.GetSection("Aritma:Psd2");
        if (section["ClientId"] is not null || section["ClientSecret"] is not null)
        {
            return new Counterpart(null);
        }

        var sandbox = await Psd2Sandbox.StartAsync();
        section["TokenEndpoint"] = sandbox.TokenEndpoint.AbsoluteUri;
        section["ApiBaseAddress"] = sandbox.ApiBaseAddress.AbsoluteUri;
        section["ClientId"] = sandbox.ClientId;
        section["ClientSecret"] = sandbox.ClientSecret;
        return new Counterpart(sandbox);
    }

    /// <summary>Lets the end user approve the consent. The sandbox's user does so by opening its address.</summary>
    public async Task ApproveAsync(PendingConsent consent)
    {
        if (sandbox is null)
        {
            Console.WriteLine($"Open {consent.RedirectUrl} and approve the consent. Waiting ...");
            return;
        }

        using var browser = new HttpClient();
        using var page = await browser.GetAsync(consent.RedirectUrl);
        page.EnsureSuccessStatusCode();
    }

    public override string ToString() => sandbox is null ? "Aritma" : $"a sandbox in this process ({sandbox.ApiBaseAddress})";

    public ValueTask DisposeAsync() => sandbox?.DisposeAsync() ?? ValueTask.CompletedTask;
}
