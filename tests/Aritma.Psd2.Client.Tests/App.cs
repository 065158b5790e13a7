using Aritma.Psd2.Sandbox;
using Microsoft.Extensions.Hosting;

namespace Aritma.Psd2.Client.Tests;

/// <summary>A host with the clients, and the sandbox that they call over loopback. Both run on one manual clock.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly IHost _host;

    private App(IHost host, Psd2Sandbox sandbox, FakeTimeProvider time) => (_host, Sandbox, Time) = (host, sandbox, time);

    public Psd2Sandbox Sandbox { get; }

    public FakeTimeProvider Time { get; }

    public IBanksApi Banks => Services.GetRequiredService<IBanksApi>();

    public IConsentsApi Consents => Services.GetRequiredService<IConsentsApi>();

    public IAccountsApi Accounts => Services.GetRequiredService<IAccountsApi>();

    public ConsentFlow Flow => Services.GetRequiredService<ConsentFlow>();

    public IServiceProvider Services => _host.Services;

    public static async Task<App> StartAsync(
        Action<Psd2SandboxOptions>? sandboxOptions = null, Action<Psd2Builder>? configure = null, FakeTimeProvider? time = null)
    {
        time ??= new SkippingTimeProvider();
        var sandbox = await Psd2Sandbox.StartAsync(settings =>
        {
            settings.TimeProvider = time;
            sandboxOptions?.Invoke(settings);
        });
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(time);
        var psd2 = builder.Services.AddAritmaPsd2(sandbox.Configure);
        configure?.Invoke(psd2);
        var host = builder.Build();
        await host.StartAsync();
        return new App(host, sandbox, time);
    }

    /// <summary>Answers at the address of a consent, as its page does in the end user's browser.</summary>
    /// <returns>Where the browser is sent; null: it shows a receipt.</returns>
    public static async Task<Uri?> AnswerAsync(Uri address, string answer = "approve")
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("answer", answer)]);
        using var page = await browser.PostAsync(address, form);
        return page.Headers.Location;
    }

    /// <summary>The id of a consent that its user has approved.</summary>
    public async Task<string> ApprovedConsentAsync()
    {
        var session = await Consents.CreateConsentAsync(new NewConsent());
        await Sandbox.ApproveConsentAsync(session.ConsentId);
        return session.ConsentId;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Sandbox.DisposeAsync();
    }
}
