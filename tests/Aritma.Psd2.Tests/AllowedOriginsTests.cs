using Aritma.Psd2.Http;

namespace Aritma.Psd2.Tests;

public class AllowedOriginsTests
{
    private static readonly AllowedOrigins Origins =
        new([new("https://banking.aritma.io/api"), new("http://127.0.0.1:8080/")], requireHttps: true);

    [Theory]
    [InlineData("https://banking.aritma.io/api/accounts")]
    [InlineData("https://banking.aritma.io")]
    [InlineData("https://BANKING.aritma.IO/other")]
    [InlineData("HTTPS://banking.aritma.io/api")]
    [InlineData("https://banking.aritma.io:443/api")]
    [InlineData("https://banking.aritma.io?cursor=1")]
    [InlineData("http://127.0.0.1:8080/x")]
    public void Holds_every_address_of_its_origins(string address) => Assert.True(Origins.Contains(new Uri(address)));

    [Fact]
    public void Tells_domains_apart_that_ignoring_case_would_take_for_one()
    {
        var origins = new AllowedOrigins([new("https://\u03b2\u03cc\u03bb\u03bf\u03c2.example")], requireHttps: true);

        Assert.True(origins.Contains(new Uri("https://\u03b2\u03cc\u03bb\u03bf\u03c2.example/api")));
        Assert.False(origins.Contains(new Uri("https://\u03b2\u03cc\u03bb\u03bf\u03c3.example/api")));
    }

    [Theory]
    [InlineData("http://banking.aritma.io/api")]
    [InlineData("https://banking.aritma.io:8443/api")]
    [InlineData("https://banking.aritma.io.evil.example/api")]
    [InlineData("https://evil.example/https://banking.aritma.io/api")]
    [InlineData("https://banking.aritma.io@evil.example/api")]
    [InlineData("https://banking.aritma.io:secret@evil.example/")]
    [InlineData("https://evil.example#@banking.aritma.io/")]
    [InlineData("https://sub.banking.aritma.io/api")]
    [InlineData("https://banking.aritma.i\u00f6/api")]
    [InlineData("http://127.0.0.1:8081/x")]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("http://localhost:8080/x")]
    public void Holds_no_other(string address) => Assert.False(Origins.Contains(new Uri(address)));

    [Theory]
    [InlineData("https://other.example/", true, true)]
    [InlineData("http://127.0.0.1:9/", true, true)]
    [InlineData("http://localhost/", true, true)]
    [InlineData("http://other.example/", true, false)]
    [InlineData("http://127.0.0.1.other.example/", true, false)]
    [InlineData("ws://other.example/", true, false)]
    [InlineData("http://other.example/", false, true)]
    public void Any_address_is_secure_that_the_network_does_not_read(string address, bool requireHttps, bool expected) =>
        Assert.Equal(expected, new AllowedOrigins([], requireHttps).AllowsAnonymous(new Uri(address)));
}
