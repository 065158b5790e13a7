using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.ColdStart;

/// <summary>What one writes where there is no library: a handler, and a token that is fetched once and kept until it expires.</summary>
internal static class HandWritten
{
    public static void Register(IServiceCollection services, Stubs stubs)
    {
        services.AddHttpClient(Tokens.HttpClient).ConfigurePrimaryHttpMessageHandler(stubs.Token);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Tokens>();
        services.AddTransient<Handler>();
        services
            .AddRefitGeneratedClient<IUnannotatedAccountsApi>()
            .ConfigureHttpClient(http => http.BaseAddress = Stubs.ApiBaseAddress)
            .ConfigurePrimaryHttpMessageHandler(stubs.Api)
            .AddHttpMessageHandler<Handler>();
    }

    private sealed class Handler(Tokens tokens) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Tokens(IHttpClientFactory httpClients, TimeProvider time) : IDisposable
    {
        public const string HttpClient = "token";

        private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

        private readonly SemaphoreSlim _gate = new(1);
        private string? _token;
        private DateTimeOffset _usableUntil;

        public async Task<string> GetAsync(CancellationToken cancellationToken)
        {
            await _gate.WaitAsync(cancellationToken);
            try
            {
                if (_token is null || time.GetUtcNow() >= _usableUntil)
                {
                    await FetchAsync(cancellationToken);
                }

                return _token!;
            }
            finally
            {
                _gate.Release();
            }
        }

        public void Dispose() => _gate.Dispose();

        private async Task FetchAsync(CancellationToken cancellationToken)
        {
            using var form = new FormUrlEncodedContent(
            [
                new("grant_type", "client_credentials"),
                new("client_id", "id"),
                new("client_secret", "secret"),
                new("scope", $"{Psd2Scope.ChannelPsd2} {Psd2Scope.AisRead}"),
            ]);
            using var http = httpClients.CreateClient(HttpClient);
            using var response = await http.PostAsync(Stubs.TokenEndpoint, form, cancellationToken);
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
            (_token, _usableUntil) = (answer!.AccessToken, time.GetUtcNow() + TimeSpan.FromSeconds(answer.ExpiresIn) - Margin);
        }

        private sealed record Answer(
            [property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
    }
}
