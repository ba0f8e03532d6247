namespace Forsyn.Core.Parties;

/// <summary>A made person one can sign in as in demo mode.</summary>
/// <param name="MadeHprNumber">Health personnel number, made; empty for people without an authorisation.</param>
public sealed record Persona(
    string Id, string Name, Role Role, PartyKey Party, string Municipality, string MadeHprNumber);
