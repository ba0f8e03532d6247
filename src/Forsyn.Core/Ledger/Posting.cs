namespace Forsyn.Core.Ledger;

/// <summary>Linked transfers as one posting booked them, with the ids they get, counted from the first.</summary>
public sealed record Posting(long FirstId, IReadOnlyList<Transfer> Transfers, Moment At, string By);
