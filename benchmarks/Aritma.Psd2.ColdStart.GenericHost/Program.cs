// A worker or console application: from before its builder is made to the answer of its first call.
using Aritma.Psd2.ColdStart;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var coldStart = new Measurement();
var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
var firstCall = Variant.Register(builder.Services, args);

using var host = builder.Build();
await host.StartAsync();
await firstCall(host.Services);
coldStart.Print();
