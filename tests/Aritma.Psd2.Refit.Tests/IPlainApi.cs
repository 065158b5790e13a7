using Refit;

namespace Aritma.Psd2.Refit.Tests;

public interface IPlainApi
{
    [Get("/plain/{id}")]
    Task<string> GetAsync(string id = "7");

    [Post("/plain")]
    Task PostAsync([Body] int[] numbers);
}
