using System.Net;
using System.Net.Sockets;
using Aritma.Psd2.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Testing;

/// <summary>
/// The sample AccountOverview, against a sandbox whose clock it shares. In memory it is reached by https; on a port by http on localhost,
/// which browsers take for as secure.
/// </summary>
internal sealed class SampleApplication : WebApplicationFactory<Program>
{
    private readonly Psd2Sandbox _sandbox;
    private readonly Dictionary<string, string> _settings;
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("account-overview-");

    public SampleApplication(Psd2Sandbox sandbox, params IEnumerable<(string Key, string Value)> settings)
    {
        _sandbox = sandbox;
        _settings = new()
        {
            ["environment"] = "Development",
            ["Aritma:Psd2:TokenEndpoint"] = sandbox.TokenEndpoint.AbsoluteUri,
            ["Aritma:Psd2:ApiBaseAddress"] = sandbox.ApiBaseAddress.AbsoluteUri,
            ["Aritma:Psd2:ClientId"] = sandbox.ClientId,
            ["Aritma:Psd2:ClientSecret"] = sandbox.ClientSecret,
            ["AccountOverview:PublicAddress"] = Address.AbsoluteUri,
            ["AccountOverview:KeyRing"] = _keys.FullName,
        };
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }
    }

    public Uri Address { get; private set; } = new("https://localhost/");

    /// <summary>Starts it on a port of localhost.</summary>
    public void Listen()
    {
        // Kestrel chooses no port on localhost by itself.
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new($"http://localhost:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _settings["AccountOverview:PublicAddress"] = Address.AbsoluteUri;
        UseKestrel(server => server.ListenLocalhost(Address.Port));
        StartServer();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureServices(services => services
            .AddSingleton(_sandbox.TimeProvider)
            .AddSingleton<IStartupFilter>(new UserAddress()));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _keys.Delete(recursive: true);
    }

    /// <summary>A request that is made in memory comes from nowhere.</summary>
    private sealed class UserAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Connection.RemoteIpAddress ??= IPAddress.Parse("203.0.113.7");
                return following(context);
            });
            next(app);
        };
    }
}
