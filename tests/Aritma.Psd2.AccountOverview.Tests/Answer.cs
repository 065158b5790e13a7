using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>What a browser got.</summary>
internal sealed class Answer
{
    private Answer(Uri address, HttpResponseMessage response, byte[] content)
    {
        Address = address;
        Status = response.StatusCode;
        Headers = response.Headers;
        ContentHeaders = response.Content.Headers;
        Content = content;
        Page = new HtmlParser().ParseDocument(Text);
    }

    public Uri Address { get; }

    public HttpStatusCode Status { get; }

    public HttpResponseHeaders Headers { get; }

    public HttpContentHeaders ContentHeaders { get; }

    public byte[] Content { get; }

    public string Text => Encoding.UTF8.GetString(Content);

    public IHtmlDocument Page { get; }

    /// <summary>Where a redirect leads.</summary>
    public Uri Location => new(Address, Headers.Location!);

    public IReadOnlyList<string> SetCookies => Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];

    /// <summary>Headers and content, to search for what must not be there.</summary>
    public string Everything => $"{Headers}{ContentHeaders}{Text}";

    public string Heading => Page.QuerySelector("h1")!.Words();

    /// <summary>What a page says, apart from what all pages have in common.</summary>
    public string Main => Page.QuerySelector("main")!.Words();

    public static async Task<Answer> ReadAsync(Uri address, HttpResponseMessage response) =>
        new(address, response, await response.Content.ReadAsByteArrayAsync());

    /// <summary>The part of the accounts page that belongs to a bank.</summary>
    public IElement Card(string bank) => Page.QuerySelectorAll("section.card").Single(card => card.QuerySelector("h2")!.Words() == bank);

    /// <summary>Where a link leads, by its text.</summary>
    public Uri Link(string text) => new(Address, Page.QuerySelectorAll("a").Single(link => link.Words() == text).GetAttribute("href"));

    /// <summary>The address of the first account of a bank on the accounts page.</summary>
    public Uri FirstAccount(string bank) => new(Address, Card(bank).QuerySelector("li a")!.GetAttribute("href"));

    public IReadOnlyList<Row> Rows =>
    [
        .. Page.QuerySelectorAll("table.transactions tbody tr").Select(row => new Row(
            row.QuerySelector("td:nth-child(1)")!.Words(),
            row.QuerySelector("td:nth-child(2)")!.Words(),
            row.QuerySelector("td:nth-child(3)")!.Words(),
            row.ClassList.Contains("pending"))),
    ];

    /// <summary>A transaction, as it is shown.</summary>
    internal sealed record Row(string Day, string What, string Amount, bool IsPending);
}
