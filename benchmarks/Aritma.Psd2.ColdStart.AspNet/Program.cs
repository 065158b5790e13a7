// An ASP.NET Core application, whose server listens too: from before its builder is made to the answer of its first call.
using Aritma.Psd2.ColdStart;

var coldStart = new Measurement();
var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
var firstCall = Variant.Register(builder.Services, args);

await using var app = builder.Build();
await app.StartAsync();
await firstCall(app.Services);
coldStart.Print();
