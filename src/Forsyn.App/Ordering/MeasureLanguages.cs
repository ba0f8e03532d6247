using Forsyn.App.Basics;
using Forsyn.App.Texts;

namespace Forsyn.App.Ordering;

/// <summary>How much of pages and forms is published in bokmål and in nynorsk, against the law of the day.</summary>
public static class MeasureLanguages
{
    /// <param name="pages">Addresses of the pages the program publishes.</param>
    public static LanguageReport Run(IEnumerable<string> pages, DateOnly day) => LanguageShares.Measure(Text.All,
        [.. pages.Select(page => new Publication("page", page, [])), .. LanguageShares.Forms],
        Rules.Book.On(day).Rate("written-language-share"));
}
