using Aritma.Psd2.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2.Tests;

public class OptionsTests
{
    private static readonly Dictionary<string, string?> Valid = new()
    {
        ["Environment"] = "Development",
        ["ClientId"] = "erp",
        ["ClientSecret"] = "s3cret",
    };

    [Fact]
    public async Task The_host_starts_with_valid_options() => Assert.Empty(await FailuresAtStartAsync([]));

    [Theory]
    [InlineData("ClientId", null, "Aritma:Psd2:ClientId is missing. Write the client id that Aritma gave you.")]
    [InlineData("ClientId", "", "Aritma:Psd2:ClientId is missing. Write the client id that Aritma gave you.")]
    [InlineData("ClientSecret", null, "Aritma:Psd2:ClientSecret is missing. Write the client secret that Aritma gave you")]
    [InlineData("ClientSecret", " ", "Aritma:Psd2:ClientSecret is missing. Write the client secret that Aritma gave you")]
    [InlineData("ClientSecret", "s3cret\n", "Aritma:Psd2:ClientSecret holds a character that RFC 6749 appendix A doesn't allow, such as a line break.")]
    [InlineData("Environment", null, "Aritma:Psd2:Environment is missing. Write Production or Development")]
    [InlineData("Environment", "Staging", "Aritma:Psd2:Environment is 'Staging'. Write Production or Development.")]
    [InlineData("Environment", "Production,Development", "Aritma:Psd2:Environment is 'Production,Development'. Write Production or Development.")]
    [InlineData("Environment", "7", "Aritma:Psd2:Environment is '7'. Write Production or Development.")]
    [InlineData("ClientAuthentication", "Certificate", "Aritma:Psd2:ClientAuthentication is 'Certificate'. Write ClientSecretPost or ClientSecretBasic.")]
    [InlineData("ClientAuthentication", "9", "Aritma:Psd2:ClientAuthentication is '9'. Write ClientSecretPost or ClientSecretBasic.")]
    [InlineData("TokenEndpoint", "/connect/token", "Aritma:Psd2:TokenEndpoint is not an absolute https address. Write one such as https://id.aritma.io/connect/token.")]
    [InlineData("TokenEndpoint", "ftp://id.example/token", "Aritma:Psd2:TokenEndpoint is not an absolute https address.")]
    [InlineData("TokenEndpoint", "http://id.example/token", "Aritma:Psd2:TokenEndpoint is 'http://id.example/token': plain http would show")]
    [InlineData("TokenEndpoint", "https://me:pw@id.example/token", "Aritma:Psd2:TokenEndpoint holds user information before the host. Remove it.")]
    [InlineData("TokenEndpoint", "https://id.example/token#x", "Aritma:Psd2:TokenEndpoint is 'https://id.example/token' and more. Remove the '#' and what follows it.")]
    [InlineData("ApiBaseAddress", "banking.aritma.io/api", "Aritma:Psd2:ApiBaseAddress is not an absolute https address. Write one such as https://banking.aritma.io/api.")]
    [InlineData("ApiBaseAddress", "http://banking.example/api", "Aritma:Psd2:ApiBaseAddress is 'http://banking.example/api': plain http would show")]
    [InlineData("ApiBaseAddress", "https://banking.example/api?x=1", "Aritma:Psd2:ApiBaseAddress is 'https://banking.example/api' and more. Remove the '?' and what follows it.")]
    [InlineData("AdditionalOrigins:0", "http://files.example", "Aritma:Psd2:AdditionalOrigins:0 is 'http://files.example/': plain http would show")]
    [InlineData("AdditionalOrigins:0", "https://files.example/x", "Aritma:Psd2:AdditionalOrigins:0 is 'https://files.example/x'. Write scheme, host and port only")]
    [InlineData("AdditionalOrigins:0", "files.example", "Aritma:Psd2:AdditionalOrigins:0 is not an absolute https address.")]
    [InlineData("AdditionalOrigins", "https://files.example", "Aritma:Psd2:AdditionalOrigins is a single value. Write Aritma:Psd2:AdditionalOrigins:0 for the first entry.")]
    [InlineData("Tenant", "a/b", "Aritma:Psd2:Tenant is 'a/b'. Write one path segment")]
    [InlineData("Tenant", "..", "Aritma:Psd2:Tenant is '..'. Write one path segment")]
    [InlineData("TokenRequestTimeout", "00:00:00", "Aritma:Psd2:TokenRequestTimeout is '00:00:00'. Write a time up to 00:10:00, such as 00:00:30.")]
    [InlineData("TokenRequestTimeout", "soon", "'soon' at 'Aritma:Psd2:TokenRequestTimeout'")]
    [InlineData("RequireHttps", "perhaps", "'perhaps' at 'Aritma:Psd2:RequireHttps' to type 'System.Boolean'. Correct the value, or remove the key.")]
    public async Task The_host_fails_at_start_and_names_the_key_and_the_remedy(string key, string? value, string expected)
    {
        var failure = Assert.Single(await FailuresAtStartAsync(new() { [key] = value }));

        Assert.Contains(expected, failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_failures_are_told_at_once()
    {
        var failures = await FailuresAtStartAsync(new() { ["ClientId"] = null, ["ClientSecret"] = null, ["Environment"] = null });

        Assert.Equal(3, failures.Count);
    }

    [Fact]
    public async Task A_failure_never_shows_the_secret()
    {
        var failures = await FailuresAtStartAsync(new() { ["ClientId"] = null, ["ClientSecret"] = "do-not-show\u0001" });

        Assert.Equal(2, failures.Count);
        Assert.DoesNotContain("do-not-show", string.Concat(failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_without_values_is_named_first()
    {
        var host = Host.CreateEmptyApplicationBuilder(null);
        host.Services.AddPsd2(host.Configuration.GetSection("Aritma:PSD"));

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.Build().StartAsync());

        Assert.Equal(
            "The configuration section 'Aritma:PSD' has no values. Check its name, and that its source is loaded.",
            failure.Failures.First());
    }

    [Theory]
    [InlineData("TokenEndpiont", "TokenEndpoint")]
    [InlineData("clientsecrt", "ClientSecret")]
    public async Task A_key_that_is_no_option_fails_and_names_the_nearest_one_without_its_value(string key, string nearest)
    {
        var failure = Assert.Single(await FailuresAtStartAsync(new() { [key] = "do-not-show" }));

        Assert.Equal(
            $"Aritma:Psd2:{key} is no option. Did you mean {nearest}? Correct the key, or move it to another section.", failure);
    }

    [Fact]
    public async Task Keys_may_be_in_any_case_and_sections_beside_them_are_left_alone() =>
        Assert.Empty(await FailuresAtStartAsync(new() { ["TENANT"] = "contoso", ["Tenants:A:Whatever"] = "x" }));

    [Theory]
    [InlineData("AdditionalOrigin:0", "Aritma:Psd2:AdditionalOrigin is no option. Did you mean AdditionalOrigins?")]
    [InlineData("Secret", "Aritma:Psd2:Secret is no option. Did you mean ClientSecret?")]
    [InlineData("BaseUrl", "Aritma:Psd2:BaseUrl is no option. The options are Environment, Tenant, TokenEndpoint,")]
    public async Task An_unknown_key_is_named_with_the_nearest_option_or_with_all(string key, string expected) =>
        Assert.StartsWith(expected, Assert.Single(await FailuresAtStartAsync(new() { [key] = "x" })), StringComparison.Ordinal);

    [Fact]
    public void The_root_of_a_hosts_configuration_is_refused_even_where_it_has_the_options()
    {
        var builder = Host.CreateApplicationBuilder();
        (builder.Configuration["ClientId"], builder.Configuration["ClientSecret"]) = ("erp", "secret");
        builder.Services.AddPsd2(builder.Configuration);
        using var host = builder.Build();

        var invalid = Assert.Throws<OptionsValidationException>(() => host.Start());

        Assert.StartsWith(
            "The options are read from the root of the configuration.", Assert.Single(invalid.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_above_the_options_is_told_where_they_seem_to_be()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Aritma:Psd2:ClientId"] = "erp" })
            .Build();
        using var host = new HostBuilder()
            .ConfigureServices(services => services.AddPsd2(configuration.GetSection("Aritma")))
            .Build();

        var invalid = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(
            "The options are read from 'Aritma'. Pass the section that holds them, which seems to be 'Aritma:Psd2': "
                + "configuration.GetSection(\"Aritma:Psd2\").",
            invalid.Failures.First());
    }

    [Theory]
    [InlineData("Aritma:Psd2:ClientId", "Pass the section that holds them, which seems to be 'Aritma:Psd2': configuration.GetSection(\"Aritma:Psd2\").")]
    [InlineData("Banking:clientid", "Pass the section that holds them, which seems to be 'Banking': configuration.GetSection(\"Banking\").")]
    [InlineData("AllowedHosts", "Pass the section that holds them: configuration.GetSection(\"Aritma:Psd2\").")]
    public async Task The_root_of_the_configuration_in_place_of_the_section_is_named_first(string key, string remedy)
    {
        var failures = await FailuresOfTheRootAsync(new() { [key] = "erp", ["Logging:LogLevel:Default"] = "Warning" });

        Assert.Equal("The options are read from the root of the configuration. " + remedy, failures[0]);
    }

    [Fact]
    public async Task The_root_is_named_first_too_where_the_hosts_own_environment_is_taken_for_an_option()
    {
        var failures = await FailuresOfTheRootAsync(new() { ["Environment"] = "Staging", ["Aritma:Psd2:ClientId"] = "erp" });

        Assert.Equal(2, failures.Count);
        Assert.StartsWith("The options are read from the root of the configuration.", failures[0], StringComparison.Ordinal);
        Assert.Equal("Environment is 'Staging'. Write Production or Development.", failures[1]);
    }

    [Fact]
    public async Task A_configuration_of_its_own_may_hold_the_options_at_its_root_beside_anything_else() =>
        Assert.Empty(await FailuresOfTheRootAsync(new(Valid) { ["AllowedHosts"] = "*", ["ClientIdd"] = "left alone" }));

    [Fact]
    public async Task A_failure_never_shows_the_query_of_an_address()
    {
        var failures = await FailuresAtStartAsync(new() { ["TokenEndpoint"] = "http://id.example/token?key=do-not-show" });

        Assert.DoesNotContain("do-not-show", Assert.Single(failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TokenEndpoint")]
    [InlineData("ApiBaseAddress")]
    [InlineData("AdditionalOrigins:0")]
    public async Task A_failure_never_shows_an_address_that_cannot_be_read(string key)
    {
        var failure = Assert.Single(await FailuresAtStartAsync(new() { [key] = "https://me:do-not-show@id.example:port/token" }));

        Assert.StartsWith(
            $"Aritma:Psd2:{key} is not an absolute https address. Write one such as https://", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("do-not-show", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_origin_is_refused()
    {
        var host = Host.CreateEmptyApplicationBuilder(null);
        host.Services.AddPsd2(options =>
        {
            options.Environment = Psd2Environment.Production;
            (options.ClientId, options.ClientSecret) = ("erp", "s3cret");
            options.AdditionalOrigins.Add(null!);
        });

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.Build().StartAsync());

        Assert.Contains("Psd2Options.AdditionalOrigins:0 is missing.", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_registration_fails_under_its_own_section()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tenants:A:Environment"] = "Production",
            ["Tenants:A:ClientId"] = "a",
        }).Build();
        var host = Host.CreateEmptyApplicationBuilder(null);
        host.Services.AddPsd2("tenant-a", configuration.GetSection("Tenants:A"));

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.Build().StartAsync());

        Assert.Contains("Tenants:A:ClientSecret is missing", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_from_code_are_named_by_their_property()
    {
        var host = Host.CreateEmptyApplicationBuilder(null);
        host.Services.AddPsd2(options => options.ClientId = "erp");

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.Build().StartAsync());

        Assert.Contains(failure.Failures, text => text.StartsWith("Psd2Options.ClientSecret is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_can_be_set_in_configuration()
    {
        var options = Bound(new()
        {
            ["Environment"] = "production",
            ["Tenant"] = "contoso",
            ["TokenEndpoint"] = "https://id.example/token",
            ["ApiBaseAddress"] = "https://api.example/psd2/",
            ["AdditionalOrigins:0"] = "https://files.example",
            ["RequireHttps"] = "false",
            ["ClientId"] = "erp",
            ["ClientSecret"] = "s3cret",
            ["ClientAuthentication"] = "ClientSecretBasic",
            ["TokenRequestTimeout"] = "00:00:05",
        });

        Assert.Equal(Psd2Environment.Production, options.Environment);
        Assert.Equal("contoso", options.Tenant);
        Assert.Equal("https://id.example/token", options.TokenEndpoint!.OriginalString);
        Assert.Equal("https://api.example/psd2/", options.ApiBaseAddress!.OriginalString);
        Assert.Equal("https://files.example/", Assert.Single(options.AdditionalOrigins).AbsoluteUri);
        Assert.False(options.RequireHttps);
        Assert.Equal("erp", options.ClientId);
        Assert.Equal("s3cret", options.ClientSecret);
        Assert.Equal(Psd2ClientAuthentication.ClientSecretBasic, options.ClientAuthentication);
        Assert.Equal(TimeSpan.FromSeconds(5), options.TokenRequestTimeout);
    }

    [Theory]
    [InlineData(Psd2Environment.Production, null, "https://id.aritma.io/connect/token", "https://banking.aritma.io/api/")]
    [InlineData(Psd2Environment.Development, null, "https://id.dev.aritma.io/connect/token", "https://banking.dev.aritma.io/api/")]
    [InlineData(Psd2Environment.Production, "contoso", "https://id.aritma.io/contoso/connect/token", "https://banking.aritma.io/api/")]
    public void An_environment_sets_both_documented_addresses(Psd2Environment environment, string? tenant, string token, string api)
    {
        var endpoints = Settings(new() { Environment = environment, Tenant = tenant });

        Assert.Equal(token, endpoints.TokenEndpoint.OriginalString);
        Assert.Equal(api, endpoints.ApiBaseAddress.OriginalString);
    }

    [Theory]
    [InlineData("https://api.example/psd2", "https://api.example/psd2/")]
    [InlineData("https://api.example/psd2/", "https://api.example/psd2/")]
    [InlineData("https://api.example/psd2//", "https://api.example/psd2/")]
    [InlineData("https://api.example/", "https://api.example/")]
    public void The_base_address_has_one_slash_at_its_end(string given, string expected) =>
        Assert.Equal(
            expected, Settings(new() { TokenEndpoint = new(given), ApiBaseAddress = new(given) }).ApiBaseAddress.AbsoluteUri);

    private static Psd2Settings Settings(Psd2Options options) => new(new ServiceCollection().AddPsd2(_ => { }), options);

    [Fact]
    public async Task A_tenant_beside_a_token_endpoint_is_refused()
    {
        var failure = Assert.Single(
            await FailuresAtStartAsync(new() { ["Tenant"] = "contoso", ["TokenEndpoint"] = "https://id.example/token" }));

        Assert.Contains("Aritma:Psd2:Tenant has no effect on a TokenEndpoint of your own", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_is_allowed_to_loopback_and_where_it_is_asked_for()
    {
        Assert.Empty(
            await FailuresAtStartAsync(
                new() { ["TokenEndpoint"] = "http://127.0.0.1:5000/token", ["ApiBaseAddress"] = "http://localhost:5000" }));
        Assert.Empty(await FailuresAtStartAsync(new() { ["TokenEndpoint"] = "http://id.test/token", ["RequireHttps"] = "false" }));
    }

    private static Psd2Options Bound(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => "Aritma:Psd2:" + setting.Key, setting => setting.Value))
            .Build();
        var options = new Psd2Options();
        OptionsBinding.Bind(configuration.GetSection("Aritma:Psd2"), "", options);
        return options;
    }

    private static Task<IReadOnlyList<string>> FailuresAtStartAsync(Dictionary<string, string?> changes)
    {
        var host = Host.CreateEmptyApplicationBuilder(null);
        host.Configuration.AddInMemoryCollection(Valid.Concat(changes).GroupBy(setting => setting.Key).ToDictionary(
            same => "Aritma:Psd2:" + same.Key, same => same.Last().Value));
        host.Services.AddPsd2(host.Configuration.GetSection("Aritma:Psd2"));
        return StartAsync(host);
    }

    private static Task<IReadOnlyList<string>> FailuresOfTheRootAsync(Dictionary<string, string?> settings)
    {
        var host = Host.CreateEmptyApplicationBuilder(null);
        host.Configuration.AddInMemoryCollection(settings);
        host.Services.AddPsd2(host.Configuration);
        return StartAsync(host);
    }

    private static async Task<IReadOnlyList<string>> StartAsync(HostApplicationBuilder host)
    {
        using var app = host.Build();
        try
        {
            await app.StartAsync();
            return [];
        }
        catch (OptionsValidationException failure)
        {
            return [.. failure.Failures];
        }
    }
}
