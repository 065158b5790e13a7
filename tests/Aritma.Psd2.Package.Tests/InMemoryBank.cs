namespace Aritma.Psd2.Package.Tests;

/// <summary>What the projects of the tests have in place of a network.</summary>
internal static class InMemoryBank
{
    /// <summary>Source code: makes the token endpoint and the API answer in the program itself.</summary>
    public const string Source = """
        using System;
        using System.Net;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Aritma.Psd2;
        using Microsoft.Extensions.DependencyInjection;

        internal static class InMemoryBank
        {
            public static Psd2Builder AnswerInMemory(this Psd2Builder builder) => builder
                .ConfigureTokenClient(http => http.ConfigurePrimaryHttpMessageHandler(() => new Answering(
                    _ => Task.FromResult("{\"access_token\":\"a-token\",\"token_type\":\"Bearer\",\"expires_in\":3600}"))))
                .ConfigureClients(http => http.ConfigurePrimaryHttpMessageHandler(() => new Answering(AnswerAsync)));

            /// <summary>What was asked; to a request with a body, in JSON and with that body.</summary>
            private static async Task<string> AnswerAsync(HttpRequestMessage request)
            {
                var asked = $"{request.Method} {request.RequestUri} {request.Headers.Authorization}";
                return request.Content == null ? asked : $"{{\"asked\":\"{asked}\",\"body\":{await request.Content.ReadAsStringAsync()}}}";
            }
        }

        internal sealed class Answering : HttpMessageHandler
        {
            private readonly Func<HttpRequestMessage, Task<string>> _answer;

            public Answering(Func<HttpRequestMessage, Task<string>> answer) => _answer = answer;

            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = new StringContent(await _answer(request)),
                };
        }
        """;
}
