using Refit;

namespace Aritma.Psd2.Client.Http;

/// <summary>Which method of which interface makes a call, and on which route: what a message may say of it.</summary>
internal sealed record Operation(string Name, string Route)
{
    private static readonly HttpRequestOptionsKey<Type> Interface = new(HttpRequestMessageOptions.InterfaceType);
    private static readonly HttpRequestOptionsKey<string> Method = new(HttpRequestMessageOptions.MethodName);
    private static readonly HttpRequestOptionsKey<string> Template = new(HttpRequestMessageOptions.RelativePathTemplate);

    public static Operation Of(HttpRequestMessage request)
    {
        var type = request.Options.TryGetValue(Interface, out var client) ? client.Name : "?";
        var method = request.Options.TryGetValue(Method, out var name) ? name : "?";
        return new($"{type}.{method}", $"{request.Method} {TemplateOf(request)}");
    }

    /// <summary>The route as declared, such as <c>/accounts/{accountId}/balances</c>.</summary>
    public static string TemplateOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(Template, out var template) ? template : "";

    /// <summary>The consent that a call uses, or is about; null if there is none.</summary>
    public static string? ConsentIdOf(HttpRequestMessage request) =>
        request.Headers.TryGetValues("Consent-ID", out var values) ? values.First()
        : Arguments.OfPath(request).FirstOrDefault(argument => argument.Name == "consentId").Value;

    public override string ToString() => $"{Name} ({Route})";
}
