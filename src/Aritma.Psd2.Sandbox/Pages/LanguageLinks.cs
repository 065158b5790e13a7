using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>The address of the page in each language, with the rest of its query.</summary>
internal sealed class LanguageLinks(HttpRequest request)
{
    public string English => In(Texts.English);

    public string Norwegian => In(Texts.Norwegian);

    private string In(Texts texts)
    {
        var others = request.Query.Where(parameter => !parameter.Key.Equals(Language.Parameter, StringComparison.OrdinalIgnoreCase));
        return new QueryBuilder(others) { { Language.Parameter, texts.Code } }.ToString();
    }
}
