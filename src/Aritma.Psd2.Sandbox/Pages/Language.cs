using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>The languages of the pages: Norwegian where it is asked for, else English.</summary>
internal static class Language
{
    public const string Parameter = "ui-culture";

    /// <summary>By <c>ui-culture</c> of the address, as Aritma has it, else the one of the browser's languages that comes first.</summary>
    public static Texts Of(HttpRequest request) =>
        request.Query[Parameter].Concat(AcceptedBy(request)).Select(Find).FirstOrDefault(texts => texts is not null) ?? Texts.English;

    private static IEnumerable<string?> AcceptedBy(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(language => language.Quality is not 0)
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => language.Value.Value);

    /// <summary>Null: a language that the pages don't speak.</summary>
    private static Texts? Find(string? culture) => culture?.Split('-', '_')[0].ToUpperInvariant() switch
    {
        "NB" or "NN" or "NO" => Texts.Norwegian,
        "EN" => Texts.English,
        _ => null,
    };
}
