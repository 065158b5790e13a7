using Refit;

namespace Aritma.Psd2.Integration.Tests;

/// <summary>What the Refit that these tests are built against makes of an exception of a handler.</summary>
internal static class RefitUnderTest
{
#if REFIT8
    public static Task<TException> AssertSeenInATaskOfTAsync<TException>(Func<Task> call)
        where TException : Exception => Assert.ThrowsAsync<TException>(call);

    public static async Task AssertSeenInAResponseAsync<TException>(Func<Task<IApiResponse>> call)
        where TException : Exception => await Assert.ThrowsAsync<TException>(call);
#else
    public static async Task<TException> AssertSeenInATaskOfTAsync<TException>(Func<Task> call)
        where TException : Exception => Assert.IsType<TException>((await Assert.ThrowsAsync<ApiRequestException>(call)).InnerException);

    public static async Task AssertSeenInAResponseAsync<TException>(Func<Task<IApiResponse>> call)
        where TException : Exception => Assert.IsType<TException>((await call()).Error!.InnerException);
#endif
}
