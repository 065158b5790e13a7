// One instance of an application: it says "ready", then calls the API with the client that each line of its input names, and answers with
// the status. Configured by environment variables, as an application in a container is.
using Aritma.Psd2;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders()
    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
    .SetMinimumLevel(LogLevel.Warning);
using var redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{builder.Configuration["RedisPort"]}");
builder.Services.AddStackExchangeRedisCache(
    cache => cache.ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(redis));
builder.Services.AddDataProtection()
    .PersistKeysToStackExchangeRedis(redis, "DataProtection-Keys")
    .SetApplicationName("several-instances");
builder.Services.AddPsd2(builder.Configuration.GetSection("Psd2"))
    .AddDistributedTokenCache();
builder.Services.AddHttpClient("channel").AddPsd2Token(Psd2Scope.ChannelPsd2);
builder.Services.AddHttpClient("accounts").AddPsd2Token(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead);
using var host = builder.Build();
await host.StartAsync();

Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is { } client)
{
    Console.WriteLine(await CallAsync(client));
}

await host.StopAsync();

async Task<string> CallAsync(string client)
{
    try
    {
        using var http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(client);
        using var response = await http.GetAsync(new Uri("banks", UriKind.Relative));
        return response.StatusCode.ToString();
    }
    catch (Exception failure)
    {
        return failure.ToString().ReplaceLineEndings(" ");
    }
}
