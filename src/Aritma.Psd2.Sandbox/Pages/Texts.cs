namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>All that the pages say.</summary>
internal sealed record Texts
{
    public required string Code { get; init; }

    public required string ConsentTitle { get; init; }

    public static Texts English { get; } = new() { Code = "en", ConsentTitle = "Give access to your accounts" };

    public static Texts Norwegian { get; } = new() { Code = "nb", ConsentTitle = "Gi tilgang til kontoene dine" };
}
