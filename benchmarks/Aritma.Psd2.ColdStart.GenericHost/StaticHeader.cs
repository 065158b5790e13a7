using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.ColdStart;

/// <summary>The floor: a token that is there already.</summary>
internal static class StaticHeader
{
    public static void Register(IServiceCollection services, Stubs stubs) => services
        .AddRefitGeneratedClient<IUnannotatedAccountsApi>()
        .ConfigureHttpClient(http => http.BaseAddress = Stubs.ApiBaseAddress)
        .ConfigurePrimaryHttpMessageHandler(stubs.Api)
        .AddHttpMessageHandler(() => new Handler());

    private sealed class Handler : DelegatingHandler
    {
        private readonly AuthenticationHeaderValue _header = new("Bearer", "token");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = _header;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
