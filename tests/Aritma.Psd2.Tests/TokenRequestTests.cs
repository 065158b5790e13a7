using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

public class TokenRequestTests
{
    [Fact]
    public async Task Has_the_fields_of_Aritmas_example_in_their_order_and_encoding()
    {
        await using var services = new TestServices(options => (options.ClientId, options.ClientSecret) = ("my-client", "my-secret"));

        await services.CallAsync();

        var request = Assert.Single(services.TokenEndpoint.Requests);
        Assert.Equal("https://id.dev.aritma.io/connect/token", request.Address.AbsoluteUri);
        Assert.Equal("application/x-www-form-urlencoded", request.ContentType);
        Assert.Equal("application/json", request.Accept);
        Assert.Null(request.Authorization);
        Assert.Equal(
            "grant_type=client_credentials&client_id=my-client&client_secret=my-secret&scope=banking.channel.psd2%20banking.ais.read",
            request.Body);
    }

    [Fact]
    public async Task Escapes_what_would_end_a_field()
    {
        await using var services = new TestServices();

        await services.CallAsync();

        Assert.Contains(
            "&client_id=erp%20client&client_secret=s3cret%26%3D%2B%2F%20%25%40value&",
            services.TokenEndpoint.Requests[0].Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authenticates_in_one_way_only()
    {
        await using var services = new TestServices(configure: builder => builder.Services.ConfigureHttpClientDefaults(client =>
            client.ConfigureHttpClient(http => http.DefaultRequestHeaders.Authorization = new("Bearer", "of-the-application"))));

        await services.Tokens.GetTokenAsync(["a"]);

        Assert.Null(Assert.Single(services.TokenEndpoint.Requests).Authorization);
    }

    [Fact]
    public async Task Sends_Basic_authentication_with_id_and_secret_encoded_first()
    {
        await using var services = new TestServices(options =>
        {
            (options.ClientId, options.ClientSecret) = ("erp:1", "a b%c");
            options.ClientAuthentication = Psd2ClientAuthentication.ClientSecretBasic;
        });

        await services.CallAsync();

        var request = Assert.Single(services.TokenEndpoint.Requests);
        Assert.Equal("grant_type=client_credentials&scope=banking.channel.psd2%20banking.ais.read", request.Body);
        Assert.Equal("Basic " + Convert.ToBase64String("erp%3A1:a%20b%25c"u8), request.Authorization);
    }

    [Fact]
    public async Task Carries_the_trace_of_the_first_caller_and_neither_its_baggage_nor_its_trace_state()
    {
        using var spans = new RecordedSpans("Aritma.Psd2");
        spans.Caller.AddBaggage("user", "anna@example.com");
        spans.Caller.TraceStateString = "vendor=anna";
        await using var services = new TestServices();
        Dictionary<string, string?> carried = [];
        services.TokenEndpoint.Answer = (_, _) =>
        {
            DistributedContextPropagator.Current.Inject(Activity.Current, carried, (_, name, value) => carried[name] = value);
            return Task.FromResult(TokenEndpointStub.Token("for-all"));
        };

        await services.CallAsync();

        Assert.Contains(spans.Caller.TraceId.ToHexString(), Assert.Single(carried).Value, StringComparison.Ordinal);
        Assert.Equal("traceparent", carried.Keys.Single());
    }
}
