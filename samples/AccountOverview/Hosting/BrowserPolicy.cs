using Aritma.Psd2;
using Microsoft.AspNetCore.CookiePolicy;

namespace AccountOverview.Hosting;

/// <summary>What the browser may do with the pages and their cookies.</summary>
internal static class BrowserPolicy
{
    /// <summary>
    /// No page loads or sends anything but to this application, with one exception: the form that connects a bank is answered by a
    /// redirect to the pages of the consent, and <c>form-action</c> has to allow each origin on that way.
    /// </summary>
    public static void UseBrowserPolicy(this WebApplication app, AccountOverviewOptions options)
    {
        var registration = app.Services.GetRequiredService<IPsd2Registrations>().GetAll().Single();
        string[] consentOrigins = [registration.ApiBaseAddress.GetLeftPart(UriPartial.Authority), .. options.ConsentOrigins];
        app.UseSecurityHeaders(new HeaderPolicyCollection()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
            .AddContentSecurityPolicy(policy =>
            {
                policy.AddDefaultSrc().None();
                policy.AddStyleSrc().Self();
                policy.AddScriptSrc().Self();
                policy.AddImgSrc().Self();
                policy.AddFormAction().Self().From(consentOrigins);
                policy.AddBaseUri().None();
                policy.AddFrameAncestors().None();
            }));

        // All cookies, those of the framework included. Lax is what lets them come along on the way back from the bank: Strict would not.
        app.UseCookiePolicy(new CookiePolicyOptions
        {
            HttpOnly = HttpOnlyPolicy.Always,
            Secure = CookieSecurePolicy.Always,
            MinimumSameSitePolicy = SameSiteMode.Lax,
        });
    }
}
