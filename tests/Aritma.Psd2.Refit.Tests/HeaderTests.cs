using Refit;

namespace Aritma.Psd2.Refit.Tests;

[Headers("X-Base: base", "X-Both: base")]
public interface IHeadersBase
{
    [Get("/base")]
    Task BaseAsync();
}

[Headers("X-Both: client", "Authorization: Bearer")]
public interface IHeadersApi : IHeadersBase
{
    [Get("/own")]
    Task OwnAsync();

    [Get("/method")]
    [Headers("X-Both: method", "X-Base", "X-Empty:")]
    Task MethodAsync();

    [Get("/parameters")]
    Task ParametersAsync([Header("X-Both")] string? both, [Header("Consent-ID")] string? consentId, [Header("X-Number")] int? number);

    [Get("/authorize")]
    Task AuthorizeAsync([Authorize] string token);

    [Get("")]
    [Headers("Authorization: Bearer theirs")]
    Task AnywhereAsync([Url] string address);
}

public sealed class HeaderTests
{
    private readonly Primary _primary = new();
    private readonly IHeadersApi _api;

    public HeaderTests()
    {
        _api = Client.Over<IHeadersApi>(_primary);
    }

    [Fact]
    public async Task Headers_of_a_base_interface_apply_to_the_methods_of_a_derived_one()
    {
        await _api.OwnAsync();

        Assert.Equal("base", Sent("X-Base"));
        Assert.Equal("client", Sent("X-Both"));
    }

    [Fact]
    public async Task An_inherited_method_has_the_headers_of_the_interface_that_declares_it()
    {
        await _api.BaseAsync();

        Assert.Equal("base", Sent("X-Both"));
        Assert.Null(Sent("Authorization"));
    }

    [Fact]
    public async Task A_method_redefines_or_takes_away_headers_of_the_interface()
    {
        await _api.MethodAsync();

        Assert.Equal("method", Sent("X-Both"));
        Assert.Null(Sent("X-Base"));
        Assert.Equal("", Sent("X-Empty"));
    }

    [Fact]
    public async Task A_parameter_redefines_a_header()
    {
        await _api.ParametersAsync("parameter", "consent", 5);

        Assert.Equal("parameter", Sent("X-Both"));
        Assert.Equal("consent", Sent("Consent-ID"));
        Assert.Equal("5", Sent("X-Number"));
    }

    [Fact]
    public async Task A_null_parameter_leaves_its_header_out()
    {
        await _api.ParametersAsync(null, null, null);

        Assert.Null(Sent("X-Both"));
        Assert.Null(Sent("Consent-ID"));
        Assert.Null(Sent("X-Number"));
    }

    [Fact]
    public async Task A_line_break_in_a_header_is_taken_out()
    {
        await _api.ParametersAsync("a\r\nX-Injected: b", null, null);

        Assert.Equal("aX-Injected: b", Sent("X-Both"));
        Assert.Null(Sent("X-Injected"));
    }

    [Fact]
    public async Task The_placeholder_for_a_token_is_a_scheme_without_parameter()
    {
        await _api.OwnAsync();

        Assert.Equal("Bearer", _primary.Request.Headers.Authorization?.Scheme);
        Assert.Null(_primary.Request.Headers.Authorization?.Parameter);
    }

    [Fact]
    public async Task Authorize_sets_the_token_of_the_caller()
    {
        await _api.AuthorizeAsync("theirs");

        Assert.Equal("Bearer theirs", _primary.Request.Headers.Authorization?.ToString());
    }

    [Fact]
    public async Task A_token_goes_to_whatever_host_the_caller_names()
    {
        await _api.AnywhereAsync("https://other.test/x");

        Assert.Equal("other.test", _primary.Request.RequestUri?.Host);
        Assert.Equal("Bearer theirs", _primary.Request.Headers.Authorization?.ToString());
    }

    private string? Sent(string name) =>
        _primary.Request.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
