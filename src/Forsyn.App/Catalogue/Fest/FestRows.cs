using Forsyn.Core.Catalogue.Fest;

namespace Forsyn.App.Catalogue.Fest;

/// <summary>Turns items into rows, table by table, and hands the rows on in blocks.</summary>
sealed class FestRows(Action<FestTable, List<object?[]>> full)
{
    const int BlockSize = 2_000;
    readonly Dictionary<FestTable, List<object?[]>> _blocks = new(ReferenceEqualityComparer.Instance);

    /// <summary>How many bar codes had a wrong length or check digit; they are kept as written.</summary>
    public long WrongBarCodes { get; private set; }

    public void Add(FestTable table, params object?[] row)
    {
        if (!_blocks.TryGetValue(table, out var block)) _blocks[table] = block = new(BlockSize);
        block.Add(row);
        if (block.Count < BlockSize) return;
        _blocks[table] = new(BlockSize);
        full(table, block);
    }

    public void Flush()
    {
        foreach (var (table, block) in _blocks)
            if (block.Count > 0) full(table, block);
        _blocks.Clear();
    }

    public void Add(long id, FestItem item)
    {
        switch (item)
        {
            case FestBrand brand: Brand(id, brand); break;
            case FestPackage package: Package(id, package); break;
            case FestSubstance substance: Substance(id, substance); break;
            case FestStrength s:
                Add(FestTable.Strength, id, s.SubstanceId, s.Strength.Value, s.Strength.Unit, s.Denominator.Value,
                    s.Denominator.Unit, s.Alternative.Value, s.Alternative.Unit, s.AlternativeDenominator.Value,
                    s.AlternativeDenominator.Unit, s.Operator.Value, s.UpperStrength, s.CombinationAtc.Value);
                break;
            case FestSubstitutionGroup g:
                Add(FestTable.SubstitutionGroup, id, g.Code.Value, g.Code.Name, g.HasRemark, g.Remark, g.Valid.From,
                    g.Valid.To);
                break;
            case FestReimbursementGroup group: Reimbursement(id, group); break;
            case FestCondition condition: Condition(id, condition); break;
            case FestNotice notice: Notice(id, notice); break;
            default: throw new InvariantBroken($"there is no table for {item.GetType().Name}");
        }
    }

    void Brand(long id, FestBrand b)
    {
        var m = b.Medicine;
        Add(FestTable.Brand, id, m.NameFormStrength, m.Atc.Value, m.Atc.Name, m.PrescriptionGroup, m.Form.Value,
            m.Form.Name, m.PreparationType.Value, m.ApplicationType.Value, m.OpioidApplication, m.BlackTriangle.Value,
            b.Name,
            b.LongForm, b.WarningTriangle, b.ReferenceProduct, b.VaccineStandard.Value, b.VaccineStandard.Name,
            b.Manufacturer);
        foreach (var i in b.Ingredients) Add(FestTable.Ingredient, id, i.Order, i.SubstanceId, i.WithStrength);
        Shared(id, m);
    }

    void Package(long id, FestPackage p)
    {
        var (m, market) = (p.Medicine, p.Marketing);
        Add(FestTable.Package, id, m.NameFormStrength, m.Atc.Value, m.Atc.Name, m.PrescriptionGroup, m.Form.Value,
            m.Form.Name, m.PreparationType.Value, m.ApplicationType.Value, m.OpioidApplication, m.BlackTriangle.Value,
            p.ArticleNumber.ToString(), p.WithoutPreservative, p.Storage.Value, m.SubstitutionGroup,
            m.Substitution.From, m.Substitution.To, market.Outgoing, market.MarketedOn, market.WithdrawnOn,
            market.TemporarilyOutOn,
                market.Repackages);
        foreach (var code in p.BarCodes)
        {
            var gtin = FestRules.Gtin14(code);
            if (gtin is null) WrongBarCodes++;
            Add(FestTable.BarCode, id, code, gtin);
        }
        foreach (var c in p.Contents)
            Add(FestTable.Content, id, c.BrandId, c.Size, c.Unit.Value, c.Unit.Name, c.PackageType.Value,
                c.PackageType.Name, c.Multiple, c.Count, c.AmountMillionths, c.Order, c.DefinedDailyDoseMillionths,
                c.DefinedDailyDoseUnit,
                c.StatisticsFactorMillionths);
        foreach (var price in p.Prices)
            Add(FestTable.Price, id, price.Type, price.Amount, price.Valid.From, price.Valid.To);
        Shared(id, m);
    }

    void Shared(long id, FestMedicine medicine)
    {
        foreach (var condition in medicine.Conditions) Add(FestTable.BoundCondition, id, condition);
        foreach (var r in medicine.Reimbursements)
            Add(FestTable.Reimbursed, id, r.GroupId, r.From, r.PrescribeUntil, r.DispenseUntil);
    }

    void Substance(long id, FestSubstance s)
    {
        Add(FestTable.Substance, id, s.Name, s.EnglishName);
        foreach (var of in s.FormOf) Add(FestTable.SubstanceForm, id, of);
    }

    void Reimbursement(long id, FestReimbursementGroup g)
    {
        Add(FestTable.Reimbursement, id, g.Basis.Value, g.Basis.Name, g.NeedsProductLink, g.NeedsDecision,
            g.Number.Value, g.Atc.Value, g.Atc.Name, g.NeedsCode, g.EntitledUse);
        foreach (var condition in g.Conditions) Add(FestTable.BoundCondition, id, condition);
        for (var place = 0; place < g.Codes.Count; place++)
        {
            var c = g.Codes[place];
            Add(FestTable.ReimbursementCode, id, place, c.Code.Value, c.Code.Name, c.System, c.SubTerm, c.From,
                c.PrescribeUntil, c.DispenseUntil);
            foreach (var condition in c.Conditions)
                Add(FestTable.CodeCondition, id, place, condition.ConditionId, condition.From, condition.To);
        }
    }

    void Condition(long id, FestCondition c)
    {
        Add(FestTable.Condition, id, c.Number, c.Group.Value, c.Group.Name, c.AppliesTo.Value, c.AppliesTo.Name, c.Text,
            c.Valid.From, c.Valid.To);
        foreach (var v in c.Values) Add(FestTable.ConditionValue, id, v.Type.Value, v.Type.Name, v.Value.Value,
            v.Value.Name);
    }

    void Notice(long id, FestNotice n)
    {
        Add(FestTable.Notice, id, n.Type.Value, n.Type.Name, n.Heading, n.Text, n.From, n.LinkText, n.Link);
        foreach (var rule in n.DisplayRules) Add(FestTable.NoticeCode, id, true, rule.Value, rule.Name);
        foreach (var code in n.Codes) Add(FestTable.NoticeCode, id, false, code.Value, code.Name);
        foreach (var r in n.References) Add(FestTable.NoticeReference, id, r.Class.Value, r.Class.Name, r.ElementId);
    }
}
