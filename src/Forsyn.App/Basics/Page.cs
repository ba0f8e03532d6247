namespace Forsyn.App.Basics;

/// <summary>
/// One page of a list that is read by key; Next is the cursor of the page after it, null on the last.
/// </summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
