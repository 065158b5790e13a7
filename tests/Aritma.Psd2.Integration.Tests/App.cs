using Aritma.Psd2.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aritma.Psd2.Integration.Tests;

/// <summary>A host with the generated clients, and the sandbox that they call over loopback. Both run on one manual clock.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly IHost _host;

    private App(IHost host, Psd2Sandbox sandbox, FakeTimeProvider time)
    {
        _host = host;
        Sandbox = sandbox;
        Time = time;
    }

    public Psd2Sandbox Sandbox { get; }

    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => _host.Services;

    public IAccountsApi Accounts => Services.GetRequiredService<IAccountsApi>();

    public IConsentsApi Consents => Services.GetRequiredService<IConsentsApi>();

    public static async Task<App> StartAsync(
        Action<Psd2Options>? options = null,
        Action<Psd2Builder, Psd2Sandbox>? configure = null,
        Action<Psd2SandboxOptions>? sandboxOptions = null)
    {
        var time = new SkippingTimeProvider();
        var sandbox = await Psd2Sandbox.StartAsync(settings =>
        {
            settings.TimeProvider = time;
            sandboxOptions?.Invoke(settings);
        });
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(time);
        var psd2 = builder.Services.AddPsd2Clients(settings =>
        {
            sandbox.Configure(settings);
            options?.Invoke(settings);
        });
        configure?.Invoke(psd2, sandbox);
        var host = builder.Build();
        await host.StartAsync();
        return new App(host, sandbox, time);
    }

    /// <summary>The id of a consent that its user has approved.</summary>
    public async Task<string> ApprovedConsentAsync()
    {
        var consent = await Consents.CreateAsync(new NewConsent("psd2"));
        await Sandbox.ApproveConsentAsync(consent.ConsentId);
        return consent.ConsentId;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Sandbox.DisposeAsync();
    }
}
