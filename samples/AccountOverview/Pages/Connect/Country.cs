using System.Globalization;

namespace AccountOverview.Pages.Connect;

internal static class Country
{
    /// <summary>The English name of a country (ISO 3166-1 alpha-2), as the texts are English.</summary>
    public static string NameOf(string? code)
    {
        try
        {
            return code is null ? "Other countries" : new RegionInfo(code).EnglishName;
        }
        catch (ArgumentException)
        {
            return code!;
        }
    }
}
