using System.Globalization;
using System.Text.Json;

namespace Aritma.Psd2.Sandbox.Tool.Tests;

/// <summary>An answer of the token endpoint, and how Aritma documents it.</summary>
internal sealed class TokenAnswer(int status, string body)
{
    public int Status => status;

    public JsonElement Body => JsonElement.Parse(body);

    /// <summary>Reads an answer with its headers, such as curl -i prints.</summary>
    public static TokenAnswer Parse(string response)
    {
        // One flat object, whether it came in one piece or in chunks.
        var (start, end) = (response.IndexOf('{', StringComparison.Ordinal), response.LastIndexOf('}'));
        return new(int.Parse(response.Split(' ')[1], CultureInfo.InvariantCulture), response[start..(end + 1)]);
    }

    /// <summary>Messages of a failure have neither token nor secret.</summary>
    public void AssertAsDocumented()
    {
        Assert.Equal(200, Status);
        Assert.Equal(["access_token", "expires_in", "token_type", "scope"], Body.EnumerateObject().Select(property => property.Name));
        Assert.Equal(3, Body.GetProperty("access_token").GetString()!.Split('.', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(3600, Body.GetProperty("expires_in").GetInt32());
        Assert.Equal("Bearer", Body.GetProperty("token_type").GetString());
        Assert.Equal("banking.channel.psd2 banking.ais.read", Body.GetProperty("scope").GetString());
    }
}
