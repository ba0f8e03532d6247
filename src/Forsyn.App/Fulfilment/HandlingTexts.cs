using Forsyn.App.Texts;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Fulfilment;

/// <summary>Handling notes in words.</summary>
public static class HandlingTexts
{
    public static string Of(Language language, HandlingNote note) =>
        Text.Get(language, $"handling.{note.Code}", ("hours", note.Hours));

    /// <summary>All notes of a line, one sentence after the other.</summary>
    public static string Of(Language language, IEnumerable<HandlingNote> notes) =>
        string.Join(' ', notes.Select(note => Of(language, note)));
}
