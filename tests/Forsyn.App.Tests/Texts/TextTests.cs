using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Tests.Texts;

public class TextTests
{
    [Fact]
    public void Every_text_is_there_in_all_languages_with_the_same_placeholders() =>
        Assert.Empty(TextSources.Files("src/Forsyn.App/Texts", ".json").SelectMany(TextSources.Offences));

    [Theory]
    [InlineData("""{ "a.b": { "nb": "x", "en": "x" } }""", "a.b has no nn")]
    [InlineData("""{ "a.b": { "nb": "x", "nn": " ", "en": "x" } }""", "a.b has no nn")]
    [InlineData("""{ "a.b": { "nb": "{n} x", "nn": "{m} x", "en": "{n} x" } }""",
        "a.b has other placeholders in another language")]
    public void A_text_that_is_not_whole_is_caught(string json, string offence) =>
        Assert.Contains(offence, TextSources.Offences(json));

    [Fact]
    public void Every_text_that_is_named_exists()
    {
        var named = TextSources.Files("src", ".cs", ".razor").SelectMany(TextSources.KeysNamed).ToHashSet();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Text.Keys));
    }

    [Theory]
    [InlineData("""<h1>@T["shop.title"]</h1>""")]
    [InlineData("""Text.Get(language, "shop.title", ("n", 1))""")]
    [InlineData("""<Field TextKey="shop.title" />""")]
    [InlineData("""Flash.To("/shop", "shop.title")""")]
    public void A_text_is_seen_where_it_is_named(string source) =>
        Assert.Equal(["shop.title"], TextSources.KeysNamed(source));

    [Fact]
    public void Every_text_is_used()
    {
        var sources = TextSources.Files("src", ".cs", ".razor");
        var words = TextSources.WordsOfEnums();
        Assert.All(Text.Keys, key =>
            Assert.True(words.Contains(key) || TextSources.IsUsed(key, sources), $"nobody uses the text {key}"));
    }

    [Fact]
    public void An_enum_that_has_a_word_for_one_value_has_one_for_all()
    {
        Assert.Contains("severity.block", TextSources.WordsOfEnums());
        Assert.Equal("order-state.held", Text.KeyOf(OrderState.Held));
        Assert.All(TextSources.WordsOfEnums().GroupBy(key => key.Split('.')[0]), words =>
            Assert.True(words.All(Text.Keys.Contains) || !words.Any(Text.Keys.Contains), $"{words.Key} lacks a word"));
    }

    [Fact]
    public void A_text_nobody_uses_is_caught()
    {
        Assert.False(TextSources.IsUsed("shop.title", ["""T["shop.other"]"""]));
        Assert.False(TextSources.IsUsed("shop.title", ["""T[$"catalogue.{x}"]"""]));
        Assert.True(TextSources.IsUsed("shop.title", ["""T[$"shop.{x}"]"""]));
    }

    [Fact]
    public void A_key_without_a_text_breaks_a_promise() =>
        Assert.Throws<InvariantBroken>(() => Text.Get(Language.Nb, "no.such-text"));

    [Fact]
    public void A_missing_argument_breaks_a_promise() =>
        Assert.Throws<InvariantBroken>(() => Text.Get(Language.Nb, "age.hours"));

    [Theory]
    [InlineData(Language.Nb, 1, "for 1 time siden")]
    [InlineData(Language.Nb, 3, "for 3 timer siden")]
    [InlineData(Language.Nn, 3, "for 3 timar sidan")]
    [InlineData(Language.En, 1, "1 hour ago")]
    public void A_word_follows_its_count(Language language, int hours, string expected) =>
        Assert.Equal(expected, Formats.Age(language, TimeSpan.FromHours(hours)));
}
