using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>
/// What a check or a placing answers: findings and prices, and the number and state once it is placed.
/// </summary>
public sealed record OrderAnswer(
    long? Number, OrderState State, IReadOnlyList<Finding> Findings, IReadOnlyList<AnsweredLine> Lines,
    Money DispatchFee, Money Total);

/// <param name="Reserved">Doses held for the line: all of them, or none while stock does not cover it.</param>
public sealed record AnsweredLine(
    int Line, string ArticleNumber, string Name, Quantity Doses, long Packs, Purpose Purpose, Money UnitPrice,
    Money Amount, Quantity Reserved);

/// <summary>One lot of a stored allocation, as the desk reads it.</summary>
public sealed record ExplainedLot(
    long Lot, string LotNumber, DateOnly ExpiresOn, long Place, string Pool, Quantity Available, Quantity Taken,
    string Verdict)
{
    /// <summary>What of it was put in a stockpile, in place of what was taken there.</summary>
    public Quantity Refilled { get; init; }
}
