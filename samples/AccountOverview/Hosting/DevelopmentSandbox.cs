using Aritma.Psd2.Sandbox;

namespace AccountOverview.Hosting;

/// <summary>
/// Plays Aritma and the banks in this process while a developer has no credentials. In production their absence fails the start, so that
/// nobody is ever shown invented money.
/// </summary>
internal sealed class DevelopmentSandbox : IAsyncDisposable
{
    private readonly Psd2Sandbox? _sandbox;

    private DevelopmentSandbox(Psd2Sandbox? sandbox) => _sandbox = sandbox;

    /// <summary>Its own page, on which consents are revoked and its clock is advanced; null: there is no sandbox.</summary>
    public Uri? Address => _sandbox?.Address;

    public static async Task<DevelopmentSandbox> AddToAsync(WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Aritma:Psd2");
        if (!builder.Environment.IsDevelopment() || section["ClientId"] is { Length: > 0 } || section["ClientSecret"] is { Length: > 0 })
        {
            return new(null);
        }

        var sandbox = await Psd2Sandbox.StartAsync();
        section["TokenEndpoint"] = sandbox.TokenEndpoint.AbsoluteUri;
        section["ApiBaseAddress"] = sandbox.ApiBaseAddress.AbsoluteUri;
        section["ClientId"] = sandbox.ClientId;
        section["ClientSecret"] = sandbox.ClientSecret;

        // Its clock is this application's too: advanced by an hour, tokens expire and banks book; by 90 days, consents end.
        builder.Services.AddSingleton(sandbox.TimeProvider);
        return new(sandbox);
    }

    /// <summary>Whether a bank is one of the sandbox's own, each of which misbehaves in its way.</summary>
    public bool IsSpecial(string bankId) => _sandbox is not null && SandboxBanks.Contains(bankId);

    public ValueTask DisposeAsync() => _sandbox?.DisposeAsync() ?? ValueTask.CompletedTask;
}
