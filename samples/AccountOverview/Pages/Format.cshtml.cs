using AccountOverview.Formatting;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccountOverview.Pages;

/// <summary>Remembers how the user wants amounts and dates to be written.</summary>
internal sealed class FormatModel : PageModel
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    public IActionResult OnGet() => RedirectToPage("/Index");

    public IActionResult OnPost(string? culture)
    {
        // Another one in the cookie would keep the browser's own languages from being read.
        if (Cultures.All.FirstOrDefault(offered => offered.Name == culture) is { } chosen)
        {
            var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen, Cultures.All[0]));
            Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, value, new() { MaxAge = Life, IsEssential = true });
        }

        // Back to the page of the form, even one that failed. Whatever site the address names, it is left off.
        var address = Request.GetTypedHeaders().Referer is { IsAbsoluteUri: true } page ? page.PathAndQuery : null;
        return LocalRedirect(Url.IsLocalUrl(address) ? address : "/");
    }
}
