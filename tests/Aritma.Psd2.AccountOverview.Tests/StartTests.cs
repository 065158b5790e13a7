using System.Reflection;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>What the application asks of its configuration, and what it does in production.</summary>
public sealed class StartTests(RunningApplication running) : IClassFixture<RunningApplication>
{
    [Fact]
    public async Task Production_asks_for_an_address_and_for_keys_that_last()
    {
        var failure = await FailureAsync("Production", CredentialsOf(running.Sandbox));

        Assert.Equal(2, failure.Failures.Count());
        Assert.Contains(failure.Failures, text => text.StartsWith("AccountOverview:PublicAddress is missing.", StringComparison.Ordinal));
        Assert.Contains(failure.Failures, text => text.StartsWith("AccountOverview:KeyRing is missing.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AccountOverview:PublicAddress", "http://accounts.example/", "must be an https address")]
    [InlineData("AccountOverview:PublicAddress", "accounts.example", "must be an https address")]
    [InlineData("AccountOverview:PublicAddress", "https://accounts.example/app", "without a path")]
    [InlineData("AccountOverview:ConsentOrigins:0", "https://bank.example/consent", "no origin such as https://bank.example")]
    [InlineData("AccountOverview:ConsentOrigins:0", "http://bank.example", "no origin such as https://bank.example")]
    [InlineData("AccountOverview:ConsentOrigins:0", "*", "no origin such as https://bank.example")]
    [InlineData("AccountOverview:Proxies:0", "proxy.internal", "which is neither an IP address nor a network")]
    [InlineData("AccountOverview:Proxies:0", "10.0.0.0/33", "which is neither an IP address nor a network")]
    public async Task A_setting_that_cannot_work_is_named_at_the_start(string key, string value, string problem)
    {
        var failure = await FailureAsync("Development", [.. CredentialsOf(running.Sandbox), (key, value)]);

        var text = Assert.Single(failure.Failures);
        Assert.StartsWith(key.TrimEnd(':', '0'), text, StringComparison.Ordinal);
        Assert.Contains(value, text, StringComparison.Ordinal);
        Assert.Contains(problem, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_of_Redis_that_cannot_be_read_is_named_without_its_password()
    {
        var failure = await FailureAsync(
            "Development", [.. CredentialsOf(running.Sandbox), ("AccountOverview:Redis", "localhost:1,foo=bar,password=hidden")]);

        var text = Assert.Single(failure.Failures);
        Assert.StartsWith("AccountOverview:Redis is no configuration of Redis", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_cannot_be_written_fail_the_start()
    {
        // Not even an administrator can write a folder below a file.
        var file = Path.GetTempFileName();
        try
        {
            var failure = await EndAsync(
                "Development", [.. CredentialsOf(running.Sandbox), ("AccountOverview:KeyRing", Path.Combine(file, "keys"))]);

            Assert.Contains(file, failure?.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Production_without_credentials_does_not_start()
    {
        var failure = await FailureAsync(
            "Production", ("AccountOverview:PublicAddress", "https://accounts.example/"), ("AccountOverview:KeyRing", "keys"));

        Assert.Contains("ClientId", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Development_without_credentials_plays_the_banks_and_says_so()
    {
        using var program = await RunningProgram.StartAsync("--environment=Development");

        var page = await program.OpenAsync("/connect");

        Assert.Equal((HttpStatusCode.OK, "Connect a bank"), (page.Status, page.Heading));
        Assert.Contains("Invented banks and invented money", page.Page.QuerySelector(".banner")!.Words(), StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", page.Link("Open the sandbox").Host);
        // The sandbox's own banks stand last, before the way to choose elsewhere.
        var headings = page.Page.QuerySelectorAll("h2").Select(heading => heading.Words());
        Assert.Equal(["Sweden", "Banks for tests", "Not in the list?"], headings.TakeLast(3));
    }

    [Fact]
    public async Task With_credentials_there_is_no_banner()
    {
        using var visitor = running.Visit();

        Assert.Null((await visitor.OpenAsync("/connect")).Page.QuerySelector(".banner"));
    }

    [Fact]
    public async Task Production_is_reached_by_https_alone()
    {
        await using var application = Production();
        using var visitor = new Visitor(application, address: "https://accounts.example/");
        using var careless = new Visitor(application, address: "http://accounts.example/");

        var page = await visitor.OpenAsync("/connect");
        var redirect = await careless.OpenAsync("/connect?from=bookmark");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Matches("^max-age=[1-9][0-9]+", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, redirect.Status);
        Assert.Equal("https://accounts.example/connect?from=bookmark", redirect.Location.AbsoluteUri);
        Assert.Empty(redirect.SetCookies);
    }

    [Fact]
    public async Task A_probe_is_answered_over_http()
    {
        await using var application = Production();
        using var probe = new Visitor(application, address: "http://accounts.example/");

        var answer = await probe.OpenAsync("/health");

        Assert.Equal((HttpStatusCode.OK, "Healthy"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task What_a_proxy_was_asked_by_https_is_not_redirected()
    {
        await using var application = Production(("AccountOverview:Proxies:0", "203.0.113.7"));
        using var proxy = new Visitor(application, address: "http://accounts.example/");

        var page = await proxy.OpenAsync("/connect", ("X-Forwarded-Proto", "https"));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(page.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Production_comes_back_to_its_public_address_whatever_the_request_says()
    {
        await using var application = Production();
        using var visitor = new Visitor(application, address: "https://somebody-elses.example/");

        var sent = await visitor.StartConnectingAsync("Nordlysvik Bank");

        var back = await visitor.DecideAsync(sent.Location);
        Assert.StartsWith("https://accounts.example/connect/callback?state=", back.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_shows_neither_the_page_of_operators_nor_what_is_for_developers()
    {
        await using var application = Production();
        using var visitor = new Visitor(application, address: "https://accounts.example/");

        var access = await visitor.OpenAsync("/access");
        var refused = await visitor.OpenAsync("/connect/callback?state=made-up");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (access.Status, refused.Status));
        Assert.Null(refused.Page.QuerySelector(".developers"));
    }

    private SampleApplication Production(params (string Key, string Value)[] settings) => new(
        running.Sandbox, [("environment", "Production"), ("AccountOverview:PublicAddress", "https://accounts.example/"), .. settings]);

    private static (string Key, string Value)[] CredentialsOf(Psd2Sandbox sandbox) =>
    [
        ("Aritma:Psd2:TokenEndpoint", sandbox.TokenEndpoint.AbsoluteUri),
        ("Aritma:Psd2:ApiBaseAddress", sandbox.ApiBaseAddress.AbsoluteUri),
        ("Aritma:Psd2:ClientId", sandbox.ClientId),
        ("Aritma:Psd2:ClientSecret", sandbox.ClientSecret),
    ];

    /// <summary>
    /// Starts the program, as an operator does. A factory doesn't tell for certain why a host didn't start: it may be disposed before the
    /// factory looks.
    /// </summary>
    private static async Task<OptionsValidationException> FailureAsync(string environment, params (string Key, string Value)[] settings) =>
        Assert.IsType<OptionsValidationException>(await EndAsync(environment, settings));

    private static async Task<Exception?> EndAsync(string environment, params (string Key, string Value)[] settings)
    {
        string[] arguments =
        [
            $"--environment={environment}",
            "--applicationName=AccountOverview",
            $"--contentRoot={AppContext.BaseDirectory}",
            "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=None",
            "--Logging:LogLevel:Microsoft.AspNetCore=None",
            .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ];
        var program = Task.Run(() => typeof(Program).Assembly.EntryPoint!.Invoke(null, [arguments]));

        // The limit is there for one that starts after all.
        var end = await Assert.ThrowsAsync<TargetInvocationException>(() => program.WaitAsync(TimeSpan.FromMinutes(1)));
        return end.InnerException;
    }
}
