#if !REFIT8
using Refit;

namespace Aritma.Psd2.Refit.Tests;

public interface IUnsupportedBase
{
    Task DefaultAsync() => Task.CompletedTask;
}

public interface IUnsupportedApi : IUnsupportedBase
{
    Task IUnsupportedBase.DefaultAsync() => ListAsync([]);

    [Get("/list")]
    Task ListAsync(string[] values);

    [Post("/text")]
    Task TextBodyAsync([Body] string text);

    [Get("/stream")]
    Task<Stream> StreamAsync();
}

/// <summary>What Refit does and the stand-in says that it doesn't.</summary>
public sealed class StandInTests
{
    private readonly IUnsupportedApi _api = Client.Over<IUnsupportedApi>(new Primary());

    [StandInFact]
    public void Refuses_settings_that_ask_for_a_token()
    {
        var settings = new RefitSettings { AuthorizationHeaderValueGetter = (_, _) => new("token") };

        AssertNamesRefit(Assert.Throws<NotSupportedException>(() => Client.Over<IRegisteredApi>(new Primary(), settings: settings)));
    }

    [StandInFact]
    public async Task Refuses_a_list_in_the_query() =>
        AssertNamesRefit(await Assert.ThrowsAsync<NotSupportedException>(() => _api.ListAsync(["a"])));

    [StandInFact]
    public async Task Refuses_a_body_that_is_not_sent_as_json() =>
        AssertNamesRefit(await Assert.ThrowsAsync<NotSupportedException>(() => _api.TextBodyAsync("a")));

    [StandInFact]
    public async Task Refuses_a_stream_as_result() =>
        AssertNamesRefit(await Assert.ThrowsAsync<NotSupportedException>(() => _api.StreamAsync()));

    [StandInFact]
    public void Refuses_a_default_method_that_is_redefined() =>
        AssertNamesRefit(Assert.Throws<NotSupportedException>(() => { _ = _api.DefaultAsync(); }));

    private static void AssertNamesRefit(NotSupportedException exception) =>
        Assert.Contains("-p:RefitVersion=", exception.Message, StringComparison.Ordinal);
}

/// <summary>A contract of the stand-in alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute()
    {
        Skip = typeof(GetAttribute).Assembly.GetName().Name == "RefitStandIn" ? null : "Refit itself can do it.";
    }
}
#endif
