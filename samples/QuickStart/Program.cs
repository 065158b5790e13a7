using Aritma.Psd2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QuickStart;
using Refit;

// appsettings.json lies beside the program, wherever that is started from.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
await using var counterpart = await Counterpart.StartAsync(builder.Configuration);

// Generated: registers every interface of this project that has [Psd2Scopes].
var psd2 = builder.Services.AddPsd2Clients(builder.Configuration.GetSection("Aritma:Psd2"));

// Counts calls and token requests for the table at the end.
var traffic = new Traffic();
psd2.ConfigureClients(client => client.AddHttpMessageHandler(() => traffic.Calls(client.Name)));
psd2.ConfigureTokenClient(client => client.AddHttpMessageHandler(traffic.TokenRequests));

using var host = builder.Build();
try
{
    await host.StartAsync();
    Report.Start(counterpart);

    // Generated too: the clients, each with the scopes that the compiler has checked, and the methods that differ.
    Report.Scopes(Psd2ScopeInventory.Clients);

    var consents = host.Services.GetRequiredService<IConsentsApi>();
    var created = await consents.CreateAsync(new NewConsent("psd2"));
    await counterpart.ApproveAsync(created);
    var consent = await consents.WaitForTheUserAsync(created);
    if (!consent.Is("Authorized"))
    {
        return Report.Failure($"The consent is {consent.Status}, so that no account can be read.");
    }

    var accounts = host.Services.GetRequiredService<IAccountsApi>();
    foreach (var account in (await accounts.GetAccountsAsync(consent.ConsentId)).Accounts)
    {
        var balances = await accounts.GetBalancesAsync(account.Id, consent.ConsentId);
        var since = TimeProvider.System.GetUtcNow().AddDays(-30);
        var transactions = await accounts.GetTransactionsAsync(account.Id, since, "booked", consent.ConsentId);
        Report.Account(account, balances.Balances, transactions.Transactions.Booked ?? []);
    }

    Report.Tokens(traffic, Psd2ScopeInventory.Clients);
    return 0;
}
catch (OptionsValidationException invalid)
{
    return Report.Failure(string.Join(Environment.NewLine, invalid.Failures));
}
catch (Exception exception) when (Psd2TokenException.FindIn(exception) is { } noToken)
{
    return Report.Failure(noToken.Message);
}
catch (ApiException refused)
{
    return Report.Failure($"{refused.HttpMethod} {refused.Uri} was answered with {(int)refused.StatusCode}: {refused.Content}");
}
