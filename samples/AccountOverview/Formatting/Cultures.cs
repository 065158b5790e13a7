using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace AccountOverview.Formatting;

/// <summary>
/// How amounts and dates are written: as the browser asks for, until the user chooses. The texts are English in each of them.
/// </summary>
internal static class Cultures
{
    /// <summary>
    /// The first one is for those who ask for another. The others have no country, since browsers name a language with one or without.
    /// </summary>
    public static IReadOnlyList<CultureInfo> All { get; } =
        [.. ((string[])["en-GB", "nb", "sv", "da", "fi"]).Select(CultureInfo.GetCultureInfo)];

    public static void AddCultures(this IServiceCollection services) => services.Configure<RequestLocalizationOptions>(options =>
    {
        options.SupportedCultures = [.. All];
        options.SupportedUICultures = [All[0]];
        options.DefaultRequestCulture = new RequestCulture(All[0]);
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
    });
}
