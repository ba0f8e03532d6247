using Forsyn.App.Database;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>An order as it is kept, written back into the request it came from; patients stay in their vault.</summary>
sealed class StoredOrder
{
    public const string Sql = """
        select o.number, o.customer_id, o.requisitioner_name, o.requisitioner_role, o.requisitioner_hpr, o.placed_by,
            o.channel, o.urgency, o.planned_on, o.delivery_address, o.accepts_shorter, o.fee_ore, o.net_ore,
            o.placed_at, o.rule_set, p.received_at, p.form, p.scan_id, i.season, i.target_group, u.route,
            (select n.name_nb from party_name n where n.party_id = o.customer_id order by n.valid_from desc limit 1)
                as customer
        from orders o left join order_paper p on p.order_number = o.number
            left join influenza_order i on i.order_number = o.number
            left join urgent_order u on u.order_number = o.number
        """;

    public long Number { get; init; }
    public long CustomerId { get; init; }
    public string Customer { get; init; } = "";
    public string RequisitionerName { get; init; } = "";
    public string RequisitionerRole { get; init; } = "";
    public string? RequisitionerHpr { get; init; }
    public string PlacedBy { get; init; } = "";
    public string Channel { get; init; } = "";
    public string? Urgency { get; init; }
    public DateOnly? PlannedOn { get; init; }
    public string DeliveryAddress { get; init; } = "";
    public bool AcceptsShorter { get; init; }
    public long FeeOre { get; init; }
    public long NetOre { get; init; }
    public long PlacedAt { get; init; }
    public string RuleSet { get; init; } = "";
    public long? ReceivedAt { get; init; }
    public string? Form { get; init; }
    public long? ScanId { get; init; }
    public string? Season { get; init; }
    public bool? TargetGroup { get; init; }
    public string? Route { get; init; }

    public OrderRequest ToRequest(IEnumerable<StoredLine> lines, IReadOnlyList<Finding> said) => new()
    {
        Customer = $"{CustomerId}",
        Requisitioner = new RequisitionerRequest(RequisitionerName, RequisitionerRole, RequisitionerHpr),
        Channel = Channel,
        PlannedVaccinationDate = PlannedOn is { } day ? $"{day:yyyy-MM-dd}" : null,
        DeliveryAddress = DeliveryAddress,
        Season = Season, TargetGroup = TargetGroup,
        AcceptShorterShelfLife = AcceptsShorter,
        Urgent = Urgency is { } json ? Written(Json.Read<Urgency>(json)) : null,
        Route = Route,
        ReceivedAt = ReceivedAt is { } at ? new Moment(at).Utc : null, Form = Form, Scan = ScanId,
        Lines = [.. lines.OrderBy(line => line.Line).Select(line => line.ToRequest(said))],
    };

    static UrgentRequest Written(Urgency urgent) => new()
    {
        Reason = urgent.Reason, ExposedAt = urgent.ExposedAt?.Utc, Text = urgent.Text, Caller = urgent.Caller,
        AnsweredBy = urgent.AnsweredBy, Situation = Kebab.Of(urgent.Situation), CalledAt = urgent.CalledAt?.Utc,
    };
}

/// <summary>A line as it is kept.</summary>
sealed class StoredLine
{
    public const string Sql =
        "select order_number, line, article_number, doses, purpose, unit_price_ore, details from order_line " +
        "where order_number in @numbers";

    public long OrderNumber { get; init; }
    public long Line { get; init; }
    public string ArticleNumber { get; init; } = "";
    public long Doses { get; init; }
    public string Purpose { get; init; } = "";
    public long UnitPriceOre { get; init; }
    public string? Details { get; init; }

    // Kept are the doses of whole packs; how many were asked for is told by what was said of the rounding.
    public LineRequest ToRequest(IReadOnlyList<Finding> said) =>
        (Details is null ? new LineRequest() : Json.Read<LineRequest>(Details)) with
        {
            ArticleNumber = ArticleNumber, Purpose = Purpose,
            Doses = Number(said, "rounded-to-whole-packs", "asked") ?? Doses,
        };

    /// <summary>
    /// The facts of the line as they were: use as it was told, and the price it had, since both have moved on.
    /// </summary>
    public LineFacts AsItWas(LineFacts line, IReadOnlyList<Finding> said)
    {
        var use = Number(said, "more-than-advised-use", "use") is { } told ? new Quantity(told)
            : Has(said, "use-not-known") ? (Quantity?)null
            : line.RecentUse is { } now && now >= line.DosesInPacks ? now : line.DosesInPacks;
        var product = UnitPriceOre > 0 && PriceRules.UnitPrice(line) != new Money(UnitPriceOre)
            ? line.Product with { PricePerPack = new Money(UnitPriceOre) } : line.Product;
        return line with { RecentUse = use, Product = product };
    }

    bool Has(IReadOnlyList<Finding> said, string code) => said.Any(f => f.Code == code && f.Line == Line);

    long? Number(IReadOnlyList<Finding> said, string code, string arg) =>
        said.FirstOrDefault(f => f.Code == code && f.Line == Line) is { } finding
            && long.TryParse(finding.Args.GetValueOrDefault(arg), out var number) ? number : null;
}
