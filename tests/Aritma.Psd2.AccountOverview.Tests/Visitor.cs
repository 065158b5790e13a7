using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>
/// Somebody with a browser, which keeps cookies, sends forms, and goes to the bank and back. It follows a redirect when it is told to.
/// </summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _application;
    private readonly HttpClient _bank = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly List<Answer> _answers = [];

    /// <param name="application">What is visited, at its public address or at another one.</param>
    /// <param name="language">The value of Accept-Language.</param>
    /// <param name="address">Its address.</param>
    /// <param name="cookies">Those of a browser that has been elsewhere before.</param>
    public Visitor(
        WebApplicationFactory<Program> application,
        string language = "en-GB",
        string address = "https://localhost/",
        CookieContainer? cookies = null)
    {
        Cookies = cookies ?? new();
        _application = application.CreateDefaultClient(new Uri(address), new CookieContainerHandler(Cookies));
        _application.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public CookieContainer Cookies { get; }

    /// <summary>All that the application answered so far.</summary>
    public IReadOnlyList<Answer> Answers => _answers;

    public Uri Address => _application.BaseAddress!;

    /// <summary>Opens an address of the application.</summary>
    public Task<Answer> OpenAsync(string address, params IEnumerable<(string Name, string Value)> headers) =>
        OpenAsync(new Uri(Address, address), headers);

    public async Task<Answer> OpenAsync(Uri address, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await SendAsync(request);
    }

    /// <summary>What a page that is opened says at once: whether it failed, and how.</summary>
    public async Task<(HttpStatusCode Status, string Heading)> StatusAndHeadingAsync(string address)
    {
        var answer = await OpenAsync(address);
        return (answer.Status, answer.Heading);
    }

    public Task<Answer> FollowAsync(Answer redirect) => OpenAsync(redirect.Location);

    /// <summary>Presses a button of a page, and so sends its form.</summary>
    /// <param name="page">The page.</param>
    /// <param name="button">The button's text.</param>
    /// <param name="about">The heading that the button is about, where several have that text.</param>
    /// <param name="changes">What is filled in first.</param>
    public Task<Answer> PressAsync(
        Answer page, string button, string? about = null, params IEnumerable<(string Name, string Value)> changes)
    {
        var pressed = (IHtmlButtonElement)page.Page.QuerySelectorAll("button").Single(candidate =>
            candidate.Words() == button && (about is null || Heading(candidate) == about));
        var form = pressed.Form!;
        var fields = form.Elements
            .Select(element => element switch
            {
                IHtmlInputElement input => (input.Name, input.Value),
                IHtmlSelectElement select => (select.Name, select.Value),
                IHtmlButtonElement other when other == pressed => (other.Name, other.Value),
                _ => (null, null),
            })
            .Where(field => field.Name is not null)
            .Select(field => (Name: field.Name!, Value: changes.LastOrDefault(change => change.Name == field.Name).Value ?? field.Value!));
        var address = new Uri(page.Address, pressed.GetAttribute("formaction") ?? form.GetAttribute("action") ?? page.Address.PathAndQuery);
        return form.Method == "post" ? PostAsync(address, page.Address.AbsoluteUri, fields) : OpenAsync(new Uri(address, QueryOf(fields)));

        string? Heading(IElement candidate) =>
            candidate.GetAttribute("aria-describedby") is { } id ? page.Page.GetElementById(id)?.Words() : null;

        static string QueryOf(IEnumerable<(string Name, string Value)> fields) =>
            "?" + string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
    }

    /// <summary>Sends a form that no page has, such as one of another site.</summary>
    public Task<Answer> PostAsync(string address, params IEnumerable<(string Name, string Value)> fields) =>
        PostAsync(new Uri(Address, address), referer: null, fields);

    /// <summary>Sends a form, and says where it is from.</summary>
    public Task<Answer> PostAsync(string address, string referer, params IEnumerable<(string Name, string Value)> fields) =>
        PostAsync(new Uri(Address, address), referer, fields);

    /// <summary>Sends the form that connects a bank.</summary>
    /// <returns>The redirect to the page of the consent.</returns>
    public async Task<Answer> StartConnectingAsync(string bank) => await PressAsync(await OpenAsync("/connect"), bank);

    /// <summary>Decides on the page of a consent.</summary>
    /// <returns>Where the bank sends the browser.</returns>
    public async Task<Uri> DecideAsync(Uri consentPage, string answer = "approve", string? bankId = null)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("answer", answer), KeyValuePair.Create("bank", bankId ?? "")]);
        using var response = await _bank.PostAsync(consentPage, form);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        return response.Headers.Location!;
    }

    /// <summary>Opens the page of a consent at a bank that decides without asking.</summary>
    /// <returns>Where the bank sends the browser.</returns>
    public async Task<Uri> BeDecidedOnAsync(Uri consentPage)
    {
        using var response = await _bank.GetAsync(consentPage);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        return response.Headers.Location!;
    }

    /// <summary>Connects a bank, from the list to the accounts.</summary>
    public async Task<Answer> ConnectAsync(string bank)
    {
        var sent = await StartConnectingAsync(bank);
        var callback = await OpenAsync(await DecideAsync(sent.Location));
        Assert.Equal("/", callback.Location.PathAndQuery);
        return await FollowAsync(callback);
    }

    public void Dispose()
    {
        _application.Dispose();
        _bank.Dispose();
    }

    private async Task<Answer> PostAsync(Uri address, string? referer, IEnumerable<(string Name, string Value)> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.TryAddWithoutValidation("Referer", referer);
        return await SendAsync(request);
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _application.SendAsync(request);
        var answer = await Answer.ReadAsync(request.RequestUri!, response);
        _answers.Add(answer);
        return answer;
    }
}
