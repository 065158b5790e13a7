using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace AccountOverview.Hosting;

/// <summary>Where users find this application.</summary>
internal sealed class PublicAddress(IOptions<AccountOverviewOptions> options, IServer server)
{
    /// <summary>The address of one of its pages, for the bank to send the browser back to.</summary>
    public Uri Of(string path) => new(options.Value.PublicAddress ?? Listened, path);

    private Uri Listened => new(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
}
