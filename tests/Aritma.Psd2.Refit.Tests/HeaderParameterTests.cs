using System.Net;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

public interface IHeaderParametersApi
{
    [Get("/parameters")]
    Task SendAsync([Header("Text")] string? text, [Header("Address")] IPAddress? address, [Header("Id")] Guid? id);
}

public sealed class HeaderParameterTests
{
    [Fact]
    public async Task Null_is_omitted() => Assert.Empty(await SentAsync(text: null, address: null, id: null));

    [Fact]
    public async Task An_empty_string_is_sent_empty() => Assert.Equal(["Text: "], await SentAsync("", address: null, id: null));

    [Fact]
    public async Task An_IPAddress_and_a_Guid_are_sent_as_text() => Assert.Equal(
        ["Address: 2001:db8::1", "Id: 00000000-0000-0000-0000-000000000000"],
        await SentAsync(text: null, IPAddress.Parse("2001:db8::1"), Guid.Empty));

    private static async Task<IEnumerable<string>> SentAsync(string? text, IPAddress? address, Guid? id)
    {
        var primary = Primary.Answering("");
        await Client.Over<IHeaderParametersApi>(primary).SendAsync(text, address, id);
        return primary.Request.Headers.NonValidated.Select(header => $"{header.Key}: {header.Value}");
    }
}
