using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

public sealed record Account(string? OwnerName);

public interface IJsonApi
{
    [Get("/account")]
    Task<Account> GetAsync();
}

[JsonSerializable(typeof(Account))]
public sealed partial class PlainContext : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Account))]
public sealed partial class WebContext : JsonSerializerContext;

/// <summary>How a client with a source-generated context reads a member in camel case.</summary>
public sealed class JsonContextTests
{
    private readonly ServiceCollection _services = [];

    [Fact]
    public async Task A_registration_with_a_context_of_web_defaults_reads_it() =>
        Assert.Equal("name", await ReadAsync(_services.AddRefitGeneratedClient<IJsonApi>(WebContext.Default)));

    [Fact]
    public async Task Settings_for_a_context_of_web_defaults_read_it() =>
        Assert.Equal("name", await ReadAsync(_services.AddClient<IJsonApi>(RefitSettings.ForJsonContext(WebContext.Default))));

    [Fact]
    public async Task A_registration_with_a_context_without_web_defaults_reads_it_as_null() =>
        Assert.Null(await ReadAsync(_services.AddRefitGeneratedClient<IJsonApi>(PlainContext.Default)));

    [Fact]
    public async Task Settings_for_a_context_without_web_defaults_read_it_as_null() =>
        Assert.Null(await ReadAsync(_services.AddClient<IJsonApi>(RefitSettings.ForJsonContext(PlainContext.Default))));

    private async Task<string?> ReadAsync(IHttpClientBuilder client)
    {
        client.At(Client.Address).Over(Primary.Answering("""{"ownerName":"name"}"""));
        return (await _services.Resolve<IJsonApi>().GetAsync()).OwnerName;
    }
}
