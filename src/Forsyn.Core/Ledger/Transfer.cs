namespace Forsyn.Core.Ledger;

/// <summary>
/// A movement of units of one lot within one holder, never edited or deleted; a correction is a new transfer that names
/// the old one, and a movement between holders is one transfer at each, through the exchange account.
/// </summary>
/// <param name="Quantity">Units, more than zero.</param>
/// <param name="Reason">Why, as a code: opening, receive, reserve, dispatch, use, waste…</param>
/// <param name="Source">Document and line that asked; unique per holder, so the same request is never booked
/// twice.</param>
/// <param name="CountsOn">The day it counts for, which may lie before the day it was recorded.</param>
/// <param name="Settles">Id of the reservation it posts, voids or expires.</param>
/// <param name="Corrects">Id of the transfer it undoes.</param>
public sealed record Transfer(
    long Holder, long Lot, Quantity Quantity, Slot From, Slot To, string Reason, string Source, DateOnly CountsOn,
    long? Settles = null, long? Corrects = null)
{
    public Account Debit => new(Holder, From, Lot);
    public Account Credit => new(Holder, To, Lot);

    /// <summary>The transfer that undoes this one, which was booked under the id.</summary>
    public Transfer Correction(long id, string source, DateOnly countsOn) =>
        new(Holder, Lot, Quantity, To, From, "correct", source, countsOn, Corrects: id);

    // Two senders may number their documents alike; at the receiver the sender's id tells them apart.
    static string ReceivedSource(Transfer sent) => $"from/{sent.Holder}/{sent.Source}";

    /// <summary>
    /// The two linked transfers that send units from a holder's slot to another holder, in transit there.
    /// </summary>
    public static IEnumerable<Transfer> Between(
        Transfer sent, long receiver, long receiverPlace, Pool receiverPool) =>
        [
            sent with { To = Slot.Exchange },
            new(receiver, sent.Lot, sent.Quantity, Slot.Exchange, new(Status.InTransit, receiverPlace, receiverPool),
                sent.Reason, ReceivedSource(sent), sent.CountsOn),
        ];
}
