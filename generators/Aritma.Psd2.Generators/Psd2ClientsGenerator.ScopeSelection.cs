using System;
using System.Collections.Generic;
using System.Linq;

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

    /// <summary>
    /// Renders how the scope set of a call is picked: by the name of its method, and by its route where namesakes differ.
    /// </summary>
    private static void RenderScopeSelector(SourceWriter writer, CallsModel calls, string selector)
    {
        writer.Line($"private static int {selector}({Request} request) => MethodName(request) switch");
        using (writer.Block("};"))
        {
            foreach (var namesakes in calls.Methods.GroupBy(method => method.Name, StringComparer.Ordinal))
            {
                RenderMethods(writer, [.. namesakes], route => route?.Behind(calls.PathPrefix));
            }

            writer.Line($"null => {Builder}.UnknownMethod,");
            writer.Line($"_ => {Builder}.NoScopes,");
        }

        writer.Line();
    }

    private static void RenderMethods(SourceWriter writer, IReadOnlyCollection<MethodModel> namesakes, Func<Route?, Route?> told)
    {
        var name = Literal(namesakes.First().Name);
        var alike = namesakes.GroupBy(method => told(method.Route)).ToArray();
        if (alike.Any(methods => methods.Key is null))
        {
            writer.Line($"{name} => {ScopeSet(namesakes)},");
            return;
        }

        writer.Line($"{name} => (request.Method.Method, PathTemplate(request)) switch");
        using (writer.Block("},"))
        {
            foreach (var methods in alike)
            {
                writer.Line($"({Literal(methods.Key!.Verb)}, {Literal(methods.Key.Path)}) => {ScopeSet([.. methods])},");
            }

            writer.Line($"_ => {Builder}.UnknownMethod,");
        }
    }

    // Methods that differ although nothing tells their requests apart get no token at all.
    private static string ScopeSet(IReadOnlyCollection<MethodModel> methods) =>
        methods.Select(method => method.ScopeSet).Distinct().Count() > 1 ? $"{Builder}.UnknownMethod" : methods.First().ScopeSet switch
        {
            MethodModel.Anonymous => $"{Builder}.Anonymous",
            MethodModel.NoScopes => $"{Builder}.NoScopes",
            var index => index.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };

    /// <summary>Renders how a request tells its method: Refit leaves that in the request's options.</summary>
    private static void RenderMethodOptions(SourceWriter writer)
    {
        writer.Line(
            $"private static string? MethodName({Request} request) => "
            + "Option(request, global::Refit.HttpRequestMessageOptions.MethodName);");
        writer.Line();
        writer.Line(
            $"private static string? PathTemplate({Request} request) => "
            + "Option(request, global::Refit.HttpRequestMessageOptions.RelativePathTemplate);");
        writer.Line();
        writer.Line($"private static string? Option({Request} request, string key) =>");
        writer.Line("    request.Options.TryGetValue(new global::System.Net.Http.HttpRequestOptionsKey<string>(key), out var value)");
        writer.Line("        ? value : null;");
        writer.Line();
    }
}
