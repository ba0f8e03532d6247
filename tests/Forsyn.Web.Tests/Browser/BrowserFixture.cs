using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Forsyn.Web.Tests.Browser.BrowserFixture))]

namespace Forsyn.Web.Tests.Browser;

/// <summary>Chromium, started once when the first test asks for a page.</summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    readonly Lazy<Task<(IPlaywright, IBrowser)>> _browser = new(Start);

    static async Task<(IPlaywright, IBrowser)> Start()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("FORSYN_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        return (playwright, browser);
    }

    /// <summary>A fresh window, which gathers what the console complains of and what was not fetched.</summary>
    public async Task<Window> Open(ForsynServer server, int width = 1280, string? language = null, bool script = true)
    {
        var (_, browser) = await _browser.Value;
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = server.Address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            Locale = language ?? "nb",
            JavaScriptEnabled = script,
            // What is still unfolding when it is looked at is not what a person meets.
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_browser.IsValueCreated) return;
        var (playwright, browser) = await _browser.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}

/// <summary>One window of a person of its own, with the checks that every page must pass.</summary>
public sealed class Window : IAsyncDisposable
{
    readonly IBrowserContext _context;
    readonly List<string> _errors = [];

    internal Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Hear(message);
        page.Response += (_, response) =>
        {
            // A page may answer 404 or 422 on purpose; what a page asks for must be there.
            if (response.Status >= 400 && !response.Request.IsNavigationRequest)
                _errors.Add($"{response.Status} {response.Url}");
        };
        page.PageError += (_, error) => _errors.Add(error);
        page.RequestFailed += (_, request) => _errors.Add($"not fetched: {request.Url}");
    }

    public IPage Page { get; }
    public IReadOnlyList<string> Errors => _errors;

    void Hear(IConsoleMessage message)
    {
        var isStatus = message.Text.StartsWith("Failed to load resource");
        if (message.Type is "error" or "warning" && !isStatus) _errors.Add(message.Text);
    }

    /// <summary>Signs in as people do: by pressing the person on the sign-in page.</summary>
    public async Task SignIn(string persona)
    {
        await Page.GotoAsync("/sign-in");
        await Follow($"button[name=Persona][value={persona}]");
        Assert.DoesNotContain("sign-in", Page.Url);
    }

    /// <summary>Presses what leads to the next page, and waits until that page is there and whole.</summary>
    public Task Follow(string selector) => Follow(Page.Locator(selector).First);

    public Task Follow(ILocator thing) => Arriving(() => thing.ClickAsync());

    /// <summary>
    /// Does what leads to the next page and waits for it. A form is answered by a redirect: the page has arrived when
    /// another document than before is there and whole.
    /// </summary>
    public async Task Arriving(Func<Task> act)
    {
        const string born = "() => performance.timeOrigin", whole = "() => document.readyState === 'complete'";
        var (before, from) = (await Page.EvaluateAsync<double>(born), Page.Url);
        await act();
        for (var waited = 0; waited < 30_000; waited += 25)
        {
            try
            {
                if (await Page.EvaluateAsync<double>(born) != before && await Page.EvaluateAsync<bool>(whole)) return;
            }
            catch (PlaywrightException) { } // asked while one document made way for the next
            await Task.Delay(25);
        }
        Assert.Fail($"nothing followed {from}");
    }

    /// <summary>What keeps people out of the page, by WCAG 2.2 AA and good practice; empty when nothing does.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        var result = await Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions
            {
                Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            },
        });
        return [.. result.Violations.Select(barrier =>
            $"{barrier.Id}: {barrier.Help} at {string.Join("; ", barrier.Nodes.Select(node => node.Target))}")];
    }

    /// <summary>How many pixels the page is wider than the window.</summary>
    public Task<int> Overflow() =>
        Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>Keeps a picture of the whole page in the folder FORSYN_PICTURES, when it is named.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("FORSYN_PICTURES") is not { Length: > 0 } folder) return;
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    /// <summary>
    /// Every page is without barriers, no wider than the window, and without complaint in the console.
    /// </summary>
    public async Task MustBeSound()
    {
        var barriers = await Barriers();
        Assert.True(barriers.Count == 0, string.Join("\n", barriers)); // whole, where Assert.Empty cuts it short
        Assert.True(await Overflow() <= 0, $"{Page.Url} scrolls sideways by {await Overflow()} px");
        Assert.Empty(Errors);
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
