using System.Net;
using Aritma.Psd2;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using StackExchange.Redis;

namespace AccountOverview.Hosting;

/// <summary>What an instance has in common with the others, with the one before it, and with the proxy in front.</summary>
internal static class Instances
{
    public static void AddSharedState(this IServiceCollection services, AccountOverviewOptions options, Psd2Builder psd2)
    {
        // The same name and the same keys, so that each instance reads the cookies that another one wrote.
        var keys = services.AddDataProtection().SetApplicationName("account-overview");
        if (options.Redis is { } redis)
        {
            var connection = new Lazy<ConnectionMultiplexer>(() =>
            {
                var configuration = ConfigurationOptions.Parse(redis);
                // What is lost later is looked for again, however long it takes.
                configuration.AbortOnConnectFail = false;
                return ConnectionMultiplexer.Connect(configuration);
            });
            services.AddSingleton<IConnectionMultiplexer>(_ => connection.Value);
            services.AddStackExchangeRedisCache(cache =>
                cache.ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(connection.Value));
            keys.PersistKeysToStackExchangeRedis(() => connection.Value.GetDatabase(), "account-overview:keys");
            psd2.AddDistributedTokenCache();
        }
        else if (options.KeyRing is { } folder)
        {
            keys.PersistKeysToFileSystem(new DirectoryInfo(folder));
        }
    }

    /// <summary>Behind a proxy the user's address and scheme are in its headers: those of the connection are the proxy's own.</summary>
    public static void AddProxies(this IServiceCollection services, AccountOverviewOptions options)
    {
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // As many as there are in a row: each of them has to be known.
            forwarded.ForwardLimit = null;
            foreach (var proxy in options.Proxies)
            {
                if (IPAddress.TryParse(proxy, out var address))
                {
                    forwarded.KnownProxies.Add(address);
                }
                else
                {
                    forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
                }
            }
        });

        // The server itself may listen on http alone.
        services.AddHttpsRedirection(redirection => redirection.HttpsPort = options.PublicAddress?.Port);
    }
}
