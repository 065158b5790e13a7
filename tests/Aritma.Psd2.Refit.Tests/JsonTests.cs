using System.Net;
using System.Text.Json;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

public enum Status
{
    ReceivedOnly,
    ValidNow,
}

public sealed record Consent(string Name, Status Status, DateOnly ValidTo, decimal? Limit, string? Note = null);

public interface IJsonApi
{
    [Get("/consents")]
    Task<Consent?> GetAsync();

    [Get("/consents")]
    Task<string> GetTextAsync();

    [Get("/consents")]
    Task<ApiResponse<Consent>> GetResponseAsync();

    [Post("/consents")]
    Task PostAsync([Body] Consent consent);

    [Put("/consents/{id}")]
    Task PutAsync(string id, [Body] Consent consent, bool dryRun);

    [Delete("/consents/{id}")]
    Task DeleteAsync(string id);
}

public sealed class JsonTests
{
    private static readonly Consent Sample = new("n", Status.ValidNow, new DateOnly(2024, 5, 6), 1.50m);

    [Fact]
    public async Task Writes_camel_case_names_and_enum_values()
    {
        var primary = new Primary();

        await Client.Over<IJsonApi>(primary).PostAsync(Sample);

        Assert.Equal("""{"name":"n","status":"validNow","validTo":"2024-05-06","limit":1.50,"note":null}""", primary.Body);
        Assert.Equal("application/json; charset=utf-8", primary.Request.Content?.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("""{"name":"n","status":"validNow","validTo":"2024-05-06","limit":1.50}""")]
    [InlineData("""{"Name":"n","STATUS":"ValidNow","validTo":"2024-05-06","limit":1.50,"more":1}""")]
    [InlineData("""{"name":"n","status":1,"validTo":"2024-05-06","limit":1.50}""")]
    public async Task Reads_names_and_enum_values_in_any_case(string json)
    {
        var api = Client.Over<IJsonApi>(new Primary(_ => Primary.Json(json)));

        Assert.Equal(Sample, await api.GetAsync());
        using var response = await api.GetResponseAsync();
        Assert.Equal(Sample, response.Content);
        Assert.True(response.IsSuccessful);
        Assert.Null(response.Error);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Text_is_the_content_as_it_came()
    {
        var api = Client.Over<IJsonApi>(new Primary(_ => Primary.Json(""" "quoted" """)));

        Assert.Equal(""" "quoted" """, await api.GetTextAsync());
    }

    [Fact]
    public async Task Numbers_are_read_from_strings_since_14()
    {
        const string Json = """{"name":"n","status":1,"validTo":"2024-05-06","limit":"1.50"}""";
        var api = Client.Over<IJsonApi>(new Primary(_ => Primary.Json(Json)));

        Assert.Equal(Sample, await api.GetAsync());
    }

    [Fact]
    public async Task No_content_is_null_since_14()
    {
        var api = Client.Over<IJsonApi>(new Primary(_ => new HttpResponseMessage(HttpStatusCode.NoContent)));

        Assert.Null(await api.GetAsync());
        using var response = await api.GetResponseAsync();
        Assert.True(response.IsSuccessful);
        Assert.Null(response.Content);
    }

    [Fact]
    public async Task A_serializer_of_the_settings_decides()
    {
        var settings = new RefitSettings(
            new SystemTextJsonContentSerializer(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper }));
        var primary = new Primary();

        await Client.Over<IJsonApi>(primary, settings: settings).PostAsync(Sample);

        Assert.StartsWith("""{"NAME":"n","STATUS":1,"VALID_TO":""", primary.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verbs_are_sent_with_path_query_and_body()
    {
        var primary = new Primary();
        var api = Client.Over<IJsonApi>(primary);

        await api.PutAsync("7", Sample, dryRun: true);
        Assert.Equal("PUT https://api.test/v1/consents/7?dryRun=True", $"{primary.Request.Method} {primary.Request.RequestUri}");
        Assert.StartsWith("{", primary.Body, StringComparison.Ordinal);

        await api.DeleteAsync("7");
        Assert.Equal("DELETE https://api.test/v1/consents/7", $"{primary.Request.Method} {primary.Request.RequestUri}");
        Assert.True(string.IsNullOrEmpty(primary.Body));
    }
}
