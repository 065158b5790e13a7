using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

internal static class OperationExtensions
{
    /// <summary>The framework has them in the order of the endpoint's metadata.</summary>
    public static void SortResponses(this OpenApiOperation operation)
    {
        var responses = new OpenApiResponses();
        foreach (var (status, response) in operation.Responses!.OrderBy(response => response.Key, StringComparer.Ordinal))
        {
            responses[status] = response;
        }

        operation.Responses = responses;
    }
}
