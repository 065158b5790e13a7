using AccountOverview;
using AccountOverview.Access;
using AccountOverview.Accounts;
using AccountOverview.Connections;
using AccountOverview.Failures;
using AccountOverview.Formatting;
using AccountOverview.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);
await using var sandbox = await DevelopmentSandbox.AddToAsync(builder);
builder.Services.AddSingleton(sandbox);

// The ready client, and beside it an interface of this project that has [Psd2Scopes], by the method that was generated for it.
var psd2 = builder.Services.AddAritmaPsd2(builder.Configuration.GetSection("Aritma:Psd2")).AddBankDirectoryApi();
psd2.ConfigureClients(client => client.AddHttpMessageHandler(services => services.GetRequiredService<ApiCalls>().Counting(client.Name)));
psd2.AddResilience();

var section = builder.Configuration.GetSection(AccountOverviewOptions.Section);
var options = section.Get<AccountOverviewOptions>() ?? new();
builder.Services.AddOptions<AccountOverviewOptions>().Bind(section).ValidateOnStart();
builder.Services.AddSingleton<IValidateOptions<AccountOverviewOptions>, AccountOverviewOptionsValidator>();
builder.Services.AddSharedState(options, psd2);
builder.Services.AddProxies(options);
builder.Services.AddCultures();
builder.Services.AddHealthChecks().AddPsd2();
builder.AddTelemetry();

builder.Services.AddBrowserPolicy();
builder.Services.AddRazorPages();
builder.Services.AddHttpContextAccessor();
builder.Services.AddSingleton<ApiCalls>();
builder.Services.AddSingleton<PublicAddress>();
builder.Services.AddSingleton<ProtectedCookies>();
builder.Services.AddScoped<PendingConsents>();
builder.Services.AddScoped<ConnectionStore>();
builder.Services.AddScoped<BankConnector>();
builder.Services.AddScoped<AccountReader>();
builder.Services.AddScoped<FailureExplanation>();

var app = builder.Build();
// All that the configuration lacks is reported at once, before anything below reads it; and without the keys no page would have a form.
app.Services.GetRequiredService<IStartupValidator>().Validate();
app.Services.GetDataProtector("startup").Protect([]);
app.UseForwardedHeaders();
// In front of the redirect to https, which a probe doesn't follow.
app.UseHealthChecks("/health");
app.UseFailurePages();
if (!app.Environment.IsDevelopment())
{
    app.UseHsts();
    app.UseHttpsRedirection();
}

app.UseBrowserPolicy();
app.UseRequestLocalization();
app.MapStaticAssets();
app.MapRazorPages().WithStaticAssets();
await app.RunAsync();
