using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Fulfilment;

/// <summary>What is not as it should be with goods from a supplier.</summary>
public enum GoodsDeviation
{
    Short, Over, Damaged, UnknownProduct, Expired, ShortShelfLife, WrongLot, Temperature, Packaging, Logger, Recalled,
}

/// <summary>How the outer packaging was on arrival.</summary>
public enum PackagingCondition { Intact, Damaged, Opened }

/// <summary>What the temperature logger of the transport said; alarm is a reading outside its limits.</summary>
public enum LoggerReading { Read, Alarm, Missing, NotUsed }

/// <summary>What is decided about units that wait in quarantine after they came.</summary>
public enum GoodsDecisionKind { Release, Return, Destroy }

/// <summary>How a shipment from a supplier arrived.</summary>
/// <param name="TemperatureTenths">Measured on arrival, tenths of a degree Celsius; null where nobody measured.</param>
public sealed record ArrivalCondition(
    long? TemperatureTenths, PackagingCondition Packaging, LoggerReading Logger);

/// <summary>The line of the delivery that arrived units belong to.</summary>
/// <param name="LotNumber">The lot that was announced; empty where none was.</param>
/// <param name="Left">Units still to come before this receipt.</param>
public sealed record ExpectedLine(int Line, string LotNumber, Quantity Left);

/// <summary>What was counted of one lot on arrival.</summary>
/// <param name="Known">The product is in the catalogue; what is not cannot be booked.</param>
/// <param name="Units">All units that came, damaged ones too.</param>
/// <param name="Expected">Null where the delivery has no such product.</param>
/// <param name="BooksExpiry">The lot's last day by the books; null for a lot that is new to the country.</param>
/// <param name="Recalled">The lot is under an open recall.</param>
public sealed record ArrivedLine(
    int Line, string Article, string Product, bool Known, ProductClass Class, StorageCondition Storage,
    string LotNumber, DateOnly? ExpiresOn, DateOnly? ProducedOn, Quantity Units, Quantity Damaged,
    ExpectedLine? Expected, DateOnly? BooksExpiry, bool Recalled, string Text);

/// <summary>Units of one arrived lot that wait in quarantine, and what is asked to be done with some of them.</summary>
/// <param name="Waiting">Units nobody has decided on.</param>
/// <param name="Damaged">Of those, the damaged ones.</param>
public sealed record GoodsDecision(
    GoodsDecisionKind Kind, Quantity Units, Quantity Waiting, Quantity Damaged, ProductClass Class,
    IReadOnlyList<GoodsDeviation> Deviations, DateOnly ExpiresOn, bool Recalled, bool Certificate, string Text,
    DateOnly Today);
