using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>The languages of the pages: Norwegian where it is asked for, else English.</summary>
internal static class Language
{
    /// <summary>By <c>ui-culture</c> of the address, as Aritma has it, else by the browser's languages.</summary>
    public static Texts Of(HttpRequest request)
    {
        var asked = request.Query["ui-culture"].ToString() is { Length: > 0 } culture
            ? culture
            : request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).FirstOrDefault()?.Value.Value;
        return asked?.Split('-')[0].ToUpperInvariant() is "NB" or "NN" or "NO" ? Texts.Norwegian : Texts.English;
    }
}
