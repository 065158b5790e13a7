using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Aritma.Psd2.Sandbox.Tool.Tests;

/// <summary>
/// The requests of Aritma's authentication page, in the languages that it shows them in. Only address and credentials are replaced.
/// </summary>
[Collection(nameof(RunningTool))]
public class AuthenticationPageTests(RunningTool running)
{
    private readonly ToolProcess _tool = running.Process;

    [ShellFact]
    public async Task The_request_in_curl_is_answered_as_documented()
    {
        var run = await ProgramRun.OfAsync(new ProcessStartInfo(
            Programs.Shell!,
            [
                "-c",
                $"""
                curl -i -X POST {_tool.TokenEndpoint} \
                  -H "Content-Type: application/x-www-form-urlencoded" \
                  -d grant_type=client_credentials \
                  -d client_id=$CLIENT_ID \
                  -d client_secret=$CLIENT_SECRET \
                  -d scope=banking.channel.psd2%20banking.ais.read
                """,
            ])
        {
            Environment = { ["CLIENT_ID"] = _tool.ClientId, ["CLIENT_SECRET"] = _tool.ClientSecret },
        });

        Assert.True(run.ExitCode == 0, run.ToString());
        TokenAnswer.Parse(run.Output).AssertAsDocumented();
    }

    [Fact]
    public async Task The_request_in_csharp_is_answered_as_documented()
    {
        using var client = new HttpClient();
        var form = new Dictionary<string, string>
        {
            { "grant_type", "client_credentials" },
            { "client_id", _tool.ClientId },
            { "client_secret", _tool.ClientSecret },
            { "scope", "banking.channel.psd2 banking.ais.read" },
        };
        using var content = new FormUrlEncodedContent(form);
        using var response = await client.PostAsync(_tool.TokenEndpoint, content);

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        new TokenAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync()).AssertAsDocumented();
    }

    [NodeFact]
    public async Task The_request_in_javascript_is_answered_as_documented()
    {
        // The page prints the body alone. In front of it stands what prints the status.
        var run = await ProgramRun.OfAsync(
            Programs.Node!,
            "-e",
            $$"""
            const realFetch = fetch;
            globalThis.fetch = async (...request) => {
              const response = await realFetch(...request);
              console.log(`HTTP/1.1 ${response.status} `);
              return response;
            };

            var myHeaders = new Headers();
            myHeaders.append("Content-Type", "application/x-www-form-urlencoded");

            var urlencoded = new URLSearchParams();
            urlencoded.append("grant_type", "client_credentials");
            urlencoded.append("client_id", "{{_tool.ClientId}}");
            urlencoded.append("client_secret", "{{_tool.ClientSecret}}");
            urlencoded.append("scope", "banking.channel.psd2 banking.ais.read");

            var requestOptions = {
              method: 'POST',
              headers: myHeaders,
              body: urlencoded,
              redirect: 'follow'
            };

            fetch("{{_tool.TokenEndpoint}}", requestOptions)
              .then(response => response.text())
              .then(result => console.log(result))
              .catch(error => console.log('error', error));
            """);

        Assert.True(run.ExitCode == 0, run.ToString());
        TokenAnswer.Parse(run.Output).AssertAsDocumented();
    }

    [PythonFact]
    public async Task The_request_in_python_is_answered_as_documented()
    {
        // The page prints nothing. After it stands what prints the answer.
        var run = await ProgramRun.OfAsync(
            Programs.Python!,
            "-c",
            $$"""
            import requests

            url = "{{_tool.TokenEndpoint}}"

            payload='grant_type=client_credentials&client_id={{_tool.ClientId}}&client_secret={{_tool.ClientSecret}}&scope=banking.channel.psd2 banking.ais.read'
            headers = {
              'Content-Type': 'application/x-www-form-urlencoded'
            }

            response = requests.request("POST", url, headers=headers, data=payload)

            print('HTTP/1.1', response.status_code, response.text)
            """);

        Assert.True(run.ExitCode == 0, run.ToString());
        TokenAnswer.Parse(run.Output).AssertAsDocumented();
    }

    /// <summary>OkHttp sends the body as it stands in the code, with its space, and adds the character set to its type.</summary>
    [Fact]
    public async Task The_bytes_of_the_request_in_java_are_answered_as_documented() => (await SendAsync(
        body: $"grant_type=client_credentials&client_id={_tool.ClientId}&client_secret={_tool.ClientSecret}"
            + "&scope=banking.channel.psd2 banking.ais.read",
        head: length =>
        [
            "POST /connect/token HTTP/1.1",
            "Content-Type: application/x-www-form-urlencoded; charset=utf-8",
            $"Content-Length: {length}",
            $"Host: {_tool.TokenEndpoint.Authority}",
            "Connection: Keep-Alive",
            "Accept-Encoding: gzip",
            "User-Agent: okhttp/4.12.0",
        ])).AssertAsDocumented();

    [Fact]
    public async Task The_bytes_of_the_request_in_postman_are_answered_as_documented() => (await SendAsync(
        body: $"grant_type=client_credentials&client_id={_tool.ClientId}&client_secret={_tool.ClientSecret}"
            + "&scope=banking.channel.psd2%20banking.ais.read",
        head: length =>
        [
            "POST /connect/token HTTP/1.1",
            "Content-Type: application/x-www-form-urlencoded",
            "User-Agent: PostmanRuntime/7.43.0",
            "Accept: */*",
            "Postman-Token: 4f1d6a0e-6f0b-4f0c-9a57-0a4c3a0f8d11",
            $"Host: {_tool.TokenEndpoint.Authority}",
            "Accept-Encoding: gzip, deflate, br",
            "Connection: keep-alive",
            $"Content-Length: {length}",
        ])).AssertAsDocumented();

    private async Task<TokenAnswer> SendAsync(string body, Func<int, string[]> head)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var connection = new TcpClient();
        await connection.ConnectAsync(_tool.TokenEndpoint.Host, _tool.TokenEndpoint.Port, limit.Token);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Join("\r\n", [.. head(body.Length), "", body])), limit.Token);

        // The connection stays open. The answer is one flat object, which its only closing brace ends.
        var (answer, buffer) = ("", new byte[4096]);
        while (!answer.Contains('}', StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, limit.Token);
            Assert.NotEqual(0, read);
            answer += Encoding.UTF8.GetString(buffer, 0, read);
        }

        return TokenAnswer.Parse(answer);
    }
}
