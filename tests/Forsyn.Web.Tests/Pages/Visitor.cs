using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Forsyn.Web.Tests.Pages;

/// <summary>
/// A person whose browser has no script: opens pages, fills in their forms and sends them, keeps cookies and follows
/// redirects.
/// </summary>
public sealed class Visitor : IDisposable
{
    /// <summary>The first working day after the country was seeded; no test depends on the day it runs on.</summary>
    public const string Monday = "2026-05-18T10:00:00+02:00";

    readonly HttpClient _client;

    /// <param name="persona">A made person, or null for somebody who has not signed in.</param>
    public Visitor(ForsynServer server, string? persona, string language = "nb")
    {
        _client = server.Client(persona, cookies: true);
        _client.DefaultRequestHeaders.Add("Accept-Language", language);
        _client.DefaultRequestHeaders.Add("Forsyn-Now", Monday);
    }

    public IDocument Page { get; private set; } = null!;
    public HttpStatusCode Status { get; private set; }
    public string Path { get; private set; } = "";
    public string Text => Page.Body!.QuerySelector("main")!.TextContent;

    public async Task<Visitor> Open(string path)
    {
        Path = path;
        await Show(await _client.GetAsync(path, TestContext.Current.CancellationToken));
        return this;
    }

    /// <summary>
    /// Sends the form that a button belongs to, with what stands in it and what is written here.
    /// </summary>
    /// <param name="button">Selector of the button that is pressed.</param>
    public async Task Press(string button, params (string Name, string Value)[] written)
    {
        var pressed = Page.QuerySelector<IHtmlButtonElement>(button)
            ?? throw new InvalidOperationException($"{Path} has no button {button}");
        await Show(await Send(Path, Fields(pressed.Form!, pressed, written)));
    }

    /// <summary>What the form would send, to be sent more than once.</summary>
    public FormUrlEncodedContent Filled(string button, params (string Name, string Value)[] written)
    {
        var pressed = Page.QuerySelector<IHtmlButtonElement>(button)!;
        return new(Fields(pressed.Form!, pressed, written));
    }

    public Task<HttpResponseMessage> Post(string path, HttpContent form) =>
        _client.PostAsync(path, form, TestContext.Current.CancellationToken);

    Task<HttpResponseMessage> Send(string path, List<KeyValuePair<string, string>> fields) =>
        Post(path, new FormUrlEncodedContent(fields));

    async Task Show(HttpResponseMessage answer)
    {
        for (var hops = 0; answer.Headers.Location is { } next && hops < 5; hops++)
        {
            Path = next.IsAbsoluteUri ? next.PathAndQuery : next.OriginalString;
            answer = await _client.GetAsync(Path, TestContext.Current.CancellationToken);
        }
        Status = answer.StatusCode;
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Page = await BrowsingContext.New().OpenAsync(page => page.Content(html));
    }

    static List<KeyValuePair<string, string>> Fields(
        IHtmlFormElement form, IHtmlButtonElement pressed, (string Name, string Value)[] written)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var field in form.Elements)
        {
            var value = field switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
                IHtmlInputElement input => input.Value,
                IHtmlSelectElement select => select.Value,
                IHtmlTextAreaElement area => area.Value,
                _ => null,
            };
            var name = field.GetAttribute("name");
            if (name is not null && value is not null && !written.Any(one => one.Name == name))
                fields.Add(new(name, value));
        }
        fields.AddRange(written.Select(one => new KeyValuePair<string, string>(one.Name, one.Value)));
        if (pressed.Name is { Length: > 0 } pressedName) fields.Add(new(pressedName, pressed.Value));
        return fields;
    }

    public void Dispose() => _client.Dispose();
}
