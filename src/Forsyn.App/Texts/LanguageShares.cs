using Forsyn.Core.Ordering;

namespace Forsyn.App.Texts;

/// <summary>Something we publish as a whole: a page or a printed form.</summary>
/// <param name="Kind">page or form.</param>
/// <param name="Beginnings">The texts it is made of, by how their keys begin; none for any text of the program.</param>
public sealed record Publication(string Kind, string Name, IReadOnlyList<string> Beginnings);

/// <summary>How much of one thing there is in each language.</summary>
/// <param name="What">page, form, text or word.</param>
public sealed record LanguageCount(string What, long Nb, long Nn, long En)
{
    /// <summary>The part of what is written in Norwegian that is in the one or the other written language.</summary>
    public Rate Share(Language language) => Nb + Nn == 0 ? default
        : new Rate((language == Language.Nn ? Nn : Nb) * 1_000_000 / (Nb + Nn));

    public bool Enough(Rate least) =>
        Share(Language.Nb).Millionths >= least.Millionths && Share(Language.Nn).Millionths >= least.Millionths;
}

/// <summary>How much is published in each language, and what is there in one written language only.</summary>
/// <param name="OneOnly">Names of what lacks bokmål or nynorsk; it must not be published (Language Act § 14).</param>
public sealed record LanguageReport(IReadOnlyList<LanguageCount> Counts, IReadOnlyList<string> OneOnly, Rate Least)
{
    public bool Fulfilled => OneOnly.Count == 0 && Counts.All(count => count.Nb + count.Nn == 0 || count.Enough(Least));
}

/// <summary>Measures the written languages of what we publish (REP-016).</summary>
public static class LanguageShares
{
    /// <summary>The printed order forms.</summary>
    public static IReadOnlyList<Publication> Forms =>
    [
        .. Enum.GetValues<OrderForm>().Select(Kebab.Of).Select(form => new Publication("form", form,
            ["form.", $"order-form.{form}", $"form.about.{form}"])),
    ];

    /// <param name="book">Texts by key, each in the order of the languages; empty where there is none.</param>
    public static LanguageReport Measure(
        IReadOnlyDictionary<string, string[]> book, IReadOnlyList<Publication> published, Rate least)
    {
        var counts = published.GroupBy(one => one.Kind).Select(group =>
            Count(group.Key, language => group.LongCount(one => Whole(book, one, language)))).ToList();
        counts.Add(Count("text", language => book.Values.LongCount(texts => Has(texts, language))));
        counts.Add(Count("word", language => book.Values.Sum(texts => Words(texts, language))));
        return new(counts, [.. published.Where(one =>
            Whole(book, one, Language.Nb) != Whole(book, one, Language.Nn)).Select(one => one.Name)], least);
    }

    static LanguageCount Count(string what, Func<Language, long> count) =>
        new(what, count(Language.Nb), count(Language.Nn), count(Language.En));

    // What begins the name of a form also begins that of no other key, or the longer one is not whole either.
    static bool Whole(IReadOnlyDictionary<string, string[]> book, Publication one, Language language) => book
        .Where(entry => one.Beginnings.Count == 0 || one.Beginnings.Any(entry.Key.StartsWith))
        .All(entry => Has(entry.Value, language));

    static bool Has(string[] texts, Language language) => !string.IsNullOrWhiteSpace(texts[(int)language]);

    static long Words(string[] texts, Language language) =>
        texts[(int)language].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
