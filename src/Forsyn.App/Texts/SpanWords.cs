namespace Forsyn.App.Texts;

/// <summary>Writes a length of consumption: "6 months" is "6 måneder"; what is no such length stays as it is.</summary>
static class SpanWords
{
    public static string Write(Language language, string text) =>
        text.Split(' ') is [var count, var unit] && long.TryParse(count, out var n)
            ? Text.Find(language, $"preparedness.span.{unit}", ("n", n)) ?? text : text;
}
