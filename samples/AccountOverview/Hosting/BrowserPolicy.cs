using Aritma.Psd2;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.Extensions.Options;

namespace AccountOverview.Hosting;

/// <summary>What the browser may do with the pages and their cookies.</summary>
internal static class BrowserPolicy
{
    public static void AddBrowserPolicy(this IServiceCollection services)
    {
        // The framework's cookie against forged forms would be Strict, and so be missing on the way back from the bank: the application
        // would send another one then, with which the forms of other tabs don't work.
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
            // frame-ancestors below says more.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });

        // All cookies, those of the framework included.
        services.Configure<CookiePolicyOptions>(cookies =>
        {
            cookies.HttpOnly = HttpOnlyPolicy.Always;
            cookies.Secure = CookieSecurePolicy.Always;
            cookies.MinimumSameSitePolicy = SameSiteMode.Lax;
        });
        services.AddSecurityHeaderPolicies((headers, provider) => headers.SetDefaultPolicy(policy => policy
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
            .AddCrossOriginResourcePolicy(resource => resource.SameOrigin())
            .AddContentSecurityPolicy(content =>
            {
                content.AddDefaultSrc().None();
                content.AddStyleSrc().Self();
                content.AddScriptSrc().Self();
                content.AddImgSrc().Self();
                content.AddFormAction().Self().From(ConsentOrigins(provider));
                content.AddBaseUri().None();
                content.AddFrameAncestors().None();
            })));
    }

    public static void UseBrowserPolicy(this IApplicationBuilder app)
    {
        app.UseSecurityHeaders();
        app.UseCookiePolicy();
    }

    /// <summary>
    /// The form that connects a bank is answered by a redirect to the pages of the consent, and <c>form-action</c> has to allow each
    /// origin on that way.
    /// </summary>
    private static IEnumerable<string> ConsentOrigins(IServiceProvider provider) =>
    [
        .. provider.GetRequiredService<IPsd2Registrations>().GetAll()
            .Select(registration => registration.ApiBaseAddress.GetLeftPart(UriPartial.Authority)),
        .. provider.GetRequiredService<IOptions<AccountOverviewOptions>>().Value.ConsentOrigins,
    ];
}
