namespace Forsyn.App.Messages;

/// <summary>A message before it is known who of its readers wants it, and how.</summary>
/// <param name="People">Personas.</param>
/// <param name="Args">What the text names: numbers and days, never a person who is ill.</param>
/// <param name="Link">The page it is about.</param>
sealed record MessageDraft(
    MessageKind Kind, IReadOnlyList<string> People, IReadOnlyDictionary<string, string> Args, string Link)
{
    /// <summary>An address that is told although nobody with access has it.</summary>
    public string? Address { get; init; }
}
