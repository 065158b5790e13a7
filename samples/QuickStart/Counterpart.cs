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

    /// <summary>Lets the end user approve the consent.</summary>
    public async Task ApproveAsync(PendingConsent consent)
    {
        if (sandbox is null)
        {
            Console.WriteLine($"Open {consent.RedirectUrl} and approve the consent. Waiting ...");
            return;
        }

        await sandbox.ApproveConsentAsync(consent.ConsentId);
    }

    public override string ToString() => sandbox is null ? "Aritma" : $"a sandbox in this process ({sandbox.ApiBaseAddress})";

    public ValueTask DisposeAsync() => sandbox?.DisposeAsync() ?? ValueTask.CompletedTask;
}
