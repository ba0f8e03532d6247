namespace Forsyn.App.Ordering.Influenza;

/// <summary>A pre-order as lists and pages show it.</summary>
public sealed class PreOrderHead
{
    public long Id { get; init; }
    public string Season { get; init; } = "";
    /// <summary>Number of the municipality, or key of the hospital.</summary>
    public string Unit { get; init; } = "";
    public string UnitName { get; init; } = "";
    public string Kind { get; init; } = "";
    public string MunicipalityNumber { get; init; } = "";
    public string County { get; init; } = "";
    public long CustomerId { get; init; }
    public string Customer { get; init; } = "";
    public string CustomerKey { get; init; } = "";
    public string DeliveryAddress { get; init; } = "";
    public bool TargetGroup { get; init; }
    public string Requisitioner { get; init; } = "";
    public string RequisitionerRole { get; init; } = "";
    public Moment ChangedAt { get; init; }
    public string ChangedBy { get; init; } = "";
    public bool Made { get; init; }
    public long Doses { get; init; }
    public long Personnel { get; init; }
    /// <summary>Null until the doses of the season have been allotted.</summary>
    public long? Allotted { get; init; }
    public long? Wave { get; init; }
    public DateOnly? WaveDay { get; init; }
    public long? OrderNumber { get; init; }
    public string? OrderState { get; init; }
    /// <summary>Why no order could be made of it.</summary>
    public string? Failure { get; init; }
    public long Version { get; init; }

    public long All => Doses + Personnel;
}

public sealed class PreOrderViewLine
{
    public long PreOrderId { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string Name { get; init; } = "";
    public long DosesPerPack { get; init; }
    public long Doses { get; init; }
    public long Personnel { get; init; }
    public long? Allotted { get; init; }
    /// <summary>The sum behind what was allotted, as JSON.</summary>
    public string? Reason { get; init; }

    public long All => Doses + Personnel;
    public AllotmentReasonView? Why => Reason is null ? null : Database.Json.Read<AllotmentReasonView>(Reason);
}

/// <summary>How an allotment came about: packs there were and packs asked for by all, and this one's part.</summary>
public sealed record AllotmentReasonView(
    string Reason, long Supply, long Asked, long Rest, long Wanted, long Floor, long Shared, bool RoundedUp,
    long UnitsPerPack);

/// <summary>A version a pre-order has had.</summary>
public sealed class PreOrderVersion
{
    public long Version { get; init; }
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";
    public string Content { get; init; } = "";

    public PreOrderRequest Request => Database.Json.Read<PreOrderRequest>(Content);
}

/// <summary>A pre-order with its lines and every version it has had, the newest first.</summary>
public sealed record PreOrderView(
    PreOrderHead Head, IReadOnlyList<PreOrderViewLine> Lines, IReadOnlyList<PreOrderVersion> Versions);
