using System.Globalization;

namespace Aritma.Psd2.Generators;

public sealed partial class Psd2ClientsGenerator
{
    private const string Request = "global::System.Net.Http.HttpRequestMessage";

    /// <summary>
    /// Passes the scopes of a client to the run time: one set for all calls, or the sets of its methods and how to pick one.
    /// </summary>
    private static void RenderScopes(SourceWriter writer, CallsModel calls, string selector)
    {
        if (calls.AreAlike)
        {
            writer.Line($"builder.AddClient(client, {Strings(calls.ScopeSets[0])});");
            return;
        }

        writer.Line("var scopeSets = new string[][]");
        using (writer.Block("};"))
        {
            foreach (var scopes in calls.ScopeSets)
            {
                writer.Line($"{Strings(scopes)},");
            }
        }

        writer.Line($"builder.AddGeneratedClient(client, scopeSets, {selector});");
    }

    /// <summary>Renders how the scope set of a call is picked: by the name of its method.</summary>
    private static void RenderScopeSelector(SourceWriter writer, CallsModel calls, string selector)
    {
        writer.Line($"private static int {selector}({Request} request) => MethodName(request) switch");
        using (writer.Block("};"))
        {
            foreach (var method in calls.Methods)
            {
                writer.Line($"{Literal(method.Name)} => {ScopeSet(method)},");
            }

            writer.Line($"null => {Builder}.UnknownMethod,");
            writer.Line($"_ => {Builder}.NoScopes,");
        }

        writer.Line();
    }

    private static string ScopeSet(MethodModel method) => method.ScopeSet switch
    {
        MethodModel.Anonymous => $"{Builder}.Anonymous",
        MethodModel.NoScopes => $"{Builder}.NoScopes",
        var index => index.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Renders how a request tells its method: Refit leaves the name in the request's options.</summary>
    private static void RenderMethodName(SourceWriter writer)
    {
        writer.Line($"private static string? MethodName({Request} request) => request.Options.TryGetValue(");
        writer.Line("    new global::System.Net.Http.HttpRequestOptionsKey<string>(global::Refit.HttpRequestMessageOptions.MethodName),");
        writer.Line("    out var name) ? name : null;");
        writer.Line();
    }
}
