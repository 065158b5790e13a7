using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

internal static class SandboxAddress
{
    /// <summary>The sandbox's own address without a slash at the end, whatever the Host header says.</summary>
    public static string SandboxRoot(this HttpContext context) => $"http://127.0.0.1:{context.Connection.LocalPort}";
}
