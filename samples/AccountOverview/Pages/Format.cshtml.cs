using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccountOverview.Pages;

/// <summary>Remembers how the user wants amounts and dates to be written.</summary>
internal sealed class FormatModel : PageModel
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    public IActionResult OnGet() => RedirectToPage("/Index");

    public IActionResult OnPost(string? culture, string? returnUrl)
    {
        // One that isn't supported is ignored when the cookie is read.
        if (culture is not null)
        {
            var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture, "en-GB"));
            Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, value, new() { MaxAge = Life, IsEssential = true });
        }

        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
