using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness;

/// <summary>What packages count for a target: by the register of medicines where it is imported, else as shipped.
/// </summary>
static class DutyPackages
{
    /// <summary>All medicines there are, whether anyone must hold them or not.</summary>
    public static async Task<IReadOnlyList<DutyPackage>> Load(Tx tx) =>
    [
        .. (await tx.List<Row>("""
            select p.article_number, p.atc, p.form, p.doses_per_pack as units, d.ddd_micros,
                coalesce(d.substitution_group, '') as substitution_group, f.fest_group,
                (select case when count(*) = count(c.statistics_factor_millionths)
                    then cast(sum(c.statistics_factor_millionths) as bigint) end
                    from fest_content c where c.id = f.id) as fest_ddd
            from product p left join duty_package d on d.article_number = p.article_number
            left join (select article_number, max(id) as id, max(substitution_group_id) as fest_group
                from fest_package group by article_number) f on f.article_number = p.article_number
            where p.class = 'medicine' and p.atc <> '' order by p.article_number
            """)).Select(row => row.ToPackage()),
    ];

    /// <summary>Writes the figures that the program ships.</summary>
    public static async Task Seed(Tx tx)
    {
        var faults = new List<Fault>();
        var rows = CsvTable.Read("daily-doses.csv", Schemes.Shipped("daily-doses.csv"), faults, row => (object?[])
        [
            $"{row.Article("articleNumber")}", row.Optional("ddd") == "" ? null : row.Whole("ddd", 1),
            row.Optional("substitutionGroup"),
        ]);
        if (faults.Count > 0) throw new InvariantBroken(string.Join('\n', faults));
        await Bulk.Load(tx, "duty_package", ["article_number", "ddd_micros", "substitution_group"], rows);
    }

    /// <summary>Writes figures of made packages that nothing is known of: what a unit of the medicine they are a
    /// variant of holds. They may be exchanged for it, and for each other.</summary>
    public static async Task SeedVariants(Tx tx)
    {
        var rows = await tx.List<VariantRow>("""
            select p.article_number, p.atc, p.form, p.strength, p.units_note, p.doses_per_pack as units,
                d.article_number is not null as known, d.ddd_micros,
                coalesce(d.substitution_group, '') as substitution_group
            from product p left join duty_package d on d.article_number = p.article_number
            where p.class = 'medicine' and p.atc <> '' and (p.made or d.article_number is not null)
            order by p.article_number
            """);
        await Bulk.Load(tx, "duty_package", ["article_number", "ddd_micros", "substitution_group"],
            from same in rows.GroupBy(row => (row.Atc, row.Form, row.Strength, row.UnitsNote))
            let known = same.FirstOrDefault(row => row.Known)
            where known is not null
            from row in same
            where !row.Known
            select (object?[])
            [
                row.ArticleNumber, known.DddMicros * row.Units / known.Units,
                known.SubstitutionGroup is { Length: > 0 } given ? given : $"made-{known.ArticleNumber}",
            ]);
    }

    sealed class VariantRow
    {
        public string ArticleNumber { get; init; } = "";
        public string Atc { get; init; } = "";
        public string Form { get; init; } = "";
        public string Strength { get; init; } = "";
        public string UnitsNote { get; init; } = "";
        public long Units { get; init; }
        public bool Known { get; init; }
        public long? DddMicros { get; init; }
        public string SubstitutionGroup { get; init; } = "";
    }

    sealed class Row
    {
        public string ArticleNumber { get; init; } = "";
        public string Atc { get; init; } = "";
        public string Form { get; init; } = "";
        public long Units { get; init; }
        public long? DddMicros { get; init; }
        public string SubstitutionGroup { get; init; } = "";
        public string? FestGroup { get; init; }
        public long? FestDdd { get; init; }

        public DutyPackage ToPackage() => new(Core.Catalogue.ArticleNumber.Of(ArticleNumber), Atc, Form, Units,
            FestDdd is > 0 ? FestDdd : DddMicros, FestGroup is { Length: > 0 } group ? group : SubstitutionGroup);
    }
}
