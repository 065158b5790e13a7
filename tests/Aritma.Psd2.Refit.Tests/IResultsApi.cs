using Refit;

namespace Aritma.Psd2.Refit.Tests;

/// <summary>A method for each return type that treats exceptions its own way.</summary>
public interface IResultsApi
{
    [Get("/results")]
    Task NothingAsync(CancellationToken cancellationToken = default);

    [Get("/results")]
    Task<int[]> ContentAsync(CancellationToken cancellationToken = default);

    [Get("/results")]
    Task<HttpResponseMessage> MessageAsync(CancellationToken cancellationToken = default);

    [Get("/results")]
    Task<ApiResponse<int[]>> ResponseAsync(CancellationToken cancellationToken = default);
}
