namespace Aritma.Psd2.Sandbox.Tool;

/// <summary>What the tool prints when the sandbox has started: addresses, credentials, and commands to paste into a shell.</summary>
internal static class Announcement
{
    public static Task WriteAsync(Psd2Sandbox sandbox, TextWriter output)
    {
        var tokenRequest = TokenRequest(sandbox);
        return output.WriteLineAsync($$"""
            Aritma's PSD2 sandbox is running.

              Page            {{sandbox.Address}}
              API reference   {{new Uri(sandbox.Address, ApiReference.Path)}}
              Token endpoint  {{sandbox.TokenEndpoint}}
              API             {{sandbox.ApiBaseAddress}}
              Client id       {{sandbox.ClientId}}
              Client secret   {{sandbox.ClientSecret}}

            Obtain a token:

              curl -i {{tokenRequest}}

            List the banks:

              TOKEN=$(curl -s {{tokenRequest}} | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
              curl -i {{sandbox.ApiBaseAddress}}/banks -H "Authorization: Bearer $TOKEN"

            Create a consent with that token, and open its redirectUrl in a browser:

              curl -i -X POST {{sandbox.ApiBaseAddress}}/consents -H "Authorization: Bearer $TOKEN"

            Press Ctrl+C to stop.
            """);
    }

    /// <summary>The request of Aritma's authentication page.</summary>
    private static string TokenRequest(Psd2Sandbox sandbox) =>
        $"-X POST {sandbox.TokenEndpoint} -H \"Content-Type: application/x-www-form-urlencoded\" -d grant_type=client_credentials"
        + $" -d client_id={Encode(sandbox.ClientId)} -d client_secret={Encode(sandbox.ClientSecret)}"
        + " -d scope=banking.channel.psd2%20banking.ais.read";

    /// <summary>Percent-encodes all that means something in a form or in a shell: a tilde after = is expanded by some.</summary>
    private static string Encode(string value) => Uri.EscapeDataString(value).Replace("~", "%7E", StringComparison.Ordinal);
}
