using Aritma.Psd2;
using Aritma.Psd2.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QuickStart;
using Refit;

// appsettings.json lies beside the program, wherever that is started from.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
await using var counterpart = await Counterpart.StartAsync(builder.Configuration);

// The ready client, and beside it an interface of this project that has [Psd2Scopes], by the method that was generated for it.
var psd2 = builder.Services.AddAritmaPsd2(builder.Configuration.GetSection("Aritma:Psd2")).AddBankDirectoryApi();

// Counts calls and token requests for the table at the end.
var traffic = new Traffic();
psd2.ConfigureClients(client => client.AddHttpMessageHandler(() => traffic.Calls(client.Name)));
psd2.ConfigureTokenClient(client => client.AddHttpMessageHandler(traffic.TokenRequests));

using var host = builder.Build();
try
{
    await host.StartAsync();
    var clients = host.Services.GetRequiredService<IPsd2Registrations>().GetAll().Single().Clients;
    Report.Start(counterpart, clients);

    // The own interface: its call asks for its one scope, and for no other.
    var directory = host.Services.GetRequiredService<IBankDirectoryApi>();
    Report.Banks(await directory.GetBanksAsync("SE"));

    // The ready client: a consent of an end user, then the accounts that it opens.
    var flow = host.Services.GetRequiredService<ConsentFlow>();
    var pending = await flow.StartAsync();
    await counterpart.ApproveAsync(pending);
    var consent = await flow.WaitUntilDecidedAsync(pending.ConsentId);
    if (consent.Status != ConsentStatus.Authorized)
    {
        return Report.Failure($"The consent is {consent.Status}, so that no account can be read.");
    }

    var accounts = host.Services.GetRequiredService<IAccountsApi>();
    var since = TimeProvider.System.GetUtcNow().AddDays(-30);
    await foreach (var account in accounts.GetAllAccountsAsync(consent.ConsentId, withBalance: true))
    {
        var transactions = accounts.GetAllTransactionsAsync(account.Id, consent.ConsentId, since);
        Report.Account(account, await transactions.Take(3).ToListAsync());
    }

    Report.Tokens(traffic, clients);
    return 0;
}
catch (OptionsValidationException invalid)
{
    return Report.Failure(string.Join(Environment.NewLine, invalid.Failures));
}
catch (Psd2ApiException failure)
{
    return Report.Failure(failure.Message);
}
catch (Exception exception) when (Psd2TokenException.FindIn(exception) is { } noToken)
{
    return Report.Failure(noToken.Message);
}
catch (ApiException refused)
{
    return Report.Failure($"{refused.HttpMethod} {refused.Uri} was answered with {(int)refused.StatusCode}: {refused.Content}");
}
