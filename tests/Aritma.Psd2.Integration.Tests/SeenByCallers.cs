using Refit;

namespace Aritma.Psd2.Integration.Tests;

/// <summary>What a caller sees of an exception that a handler throws: Refit wraps it, by return type.</summary>
internal static class SeenByCallers
{
    public static async Task<TException> InATaskOfTAsync<TException>(Func<Task> call)
        where TException : Exception => Assert.IsType<TException>((await Assert.ThrowsAsync<ApiRequestException>(call)).InnerException);

    public static async Task InAResponseAsync<TException>(Func<Task<IApiResponse>> call)
        where TException : Exception => Assert.IsType<TException>((await call()).Error!.InnerException);
}
