using System.Text.RegularExpressions;
using Forsyn.App.Identity;
using Forsyn.App.Texts;
using Forsyn.Web.Pages.Layout;

namespace Forsyn.Web.Tests.Pages;

public partial class NavigationTests(ForsynServer server)
{
    [Fact]
    public void Every_link_names_a_policy_and_texts_that_exist()
    {
        Assert.All(Navigation.Links, link => Assert.Contains(link.Policy, Policy.All));
        Assert.All(Navigation.Links, link => Assert.Contains(link.TextKey, Text.Keys));
        Assert.All(Navigation.Links, link => Assert.Contains(link.AboutKey, Text.Keys));
    }

    [Fact]
    public void The_longest_address_that_fits_is_where_we_are()
    {
        Assert.Equal("/orders/all", Navigation.Of(Navigation.Links, "/orders/all/7")?.Href);
        Assert.Equal("/orders", Navigation.Of(Navigation.Links, "/orders/7")?.Href);
        Assert.Null(Navigation.Of(Navigation.Links, "/ordersomething"));
    }

    [Fact]
    public async Task Every_icon_that_is_named_is_in_the_sprite()
    {
        using var client = server.Client();
        var sprite = await client.GetStringAsync("/built/icons.svg", TestContext.Current.CancellationToken);
        var named = Sources().SelectMany(source => IconName().Matches(source)).Select(match => match.Groups[1].Value)
            .Concat(Navigation.Links.Select(link => link.Icon)).Distinct().ToList();
        Assert.Contains("leave", named);
        Assert.All(named, name => Assert.Contains($"<symbol id=\"{name}\"", sprite));
    }

    static IEnumerable<string> Sources()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Forsyn.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return Directory.EnumerateFiles(Path.Combine(folder, "src/Forsyn.Web/Pages"), "*.razor",
            SearchOption.AllDirectories)
            .Select(File.ReadAllText);
    }

    [GeneratedRegex("""\bIcon(?: Name)?="([a-z0-9-]+)["]""")]
    private static partial Regex IconName();
}
