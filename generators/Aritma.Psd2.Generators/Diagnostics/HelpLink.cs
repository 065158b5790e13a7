namespace Aritma.Psd2.Generators.Diagnostics;

/// <summary>Where a rule's page is.</summary>
internal static class HelpLink
{
    private const string Pages = "https://github.com/aritma/Aritma.Psd2.Generated/blob/main/docs/diagnostics/";

    public static string For(string id) => $"{Pages}{id}.md";
}
