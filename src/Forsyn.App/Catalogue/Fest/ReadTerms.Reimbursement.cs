using Forsyn.Core.Catalogue.Fest;

namespace Forsyn.App.Catalogue.Fest;

/// <summary>Reads a legal basis for reimbursement, one item for each of its groups.</summary>
static partial class ReadTerms
{
    public static void Reimbursements(FestXml xml, List<FestItem> items)
    {
        var depth = xml.Depth;
        FestCode? basis = null;
        var (link, decision) = (false, false);
        List<FestReimbursementGroup> groups = [];
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Refusjonshjemmel": basis = xml.FilledCode(); break;
                case "KreverVarekobling": link = xml.Flag(); break;
                case "KreverVedtak": decision = xml.Flag(); break;
                case "Refusjonsgruppe": groups.Add(Group(xml)); break;
                default: xml.Skip(); break;
            }
        if (groups.Count == 0) throw xml.Broken("Refusjonsgruppe is missing");
        var under = xml.Needed(basis, "Refusjonshjemmel");
        foreach (var group in groups) items.Add(group with { Basis = under, NeedsProductLink = link,
            NeedsDecision = decision });
    }

    static FestReimbursementGroup Group(FestXml xml)
    {
        var depth = xml.Depth;
        string? id = null;
        FestCode? number = null;
        var (atc, needsCode, use) = (FestCode.None, false, "");
        List<string> conditions = [];
        List<FestReimbursementCode> codes = [];
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Id": id = xml.Filled(); break;
                case "GruppeNr": number = xml.FilledCode(); break;
                case "Atc": atc = xml.Code(); break;
                case "KreverRefusjonskode": needsCode = xml.Flag(); break;
                case "RefusjonsberettighetBruk": use = xml.Text(); break;
                case "RefVilkar": conditions.Add(xml.Filled()); break;
                case "Refusjonskode": codes.Add(Code(xml)); break;
                default: xml.Skip(); break;
            }
        return new(xml.Needed(id, "Id"), FestCode.None, false, false, xml.Needed(number, "GruppeNr"), atc, needsCode,
            use, conditions, codes);
    }

    static FestReimbursementCode Code(FestXml xml)
    {
        var depth = xml.Depth;
        FestCode? code = null;
        var (system, sub) = ("", "");
        DateOnly? from = null, prescribe = null, dispense = null;
        List<FestCodeCondition>? conditions = null;
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Refusjonskode":
                    system = xml.Attribute("S");
                    code = xml.FilledCode();
                    break;
                case "Underterm": sub = xml.Text(); break;
                case "GyldigFraDato": from = xml.Day(); break;
                case "ForskrivesTilDato": prescribe = xml.Day(); break;
                case "UtleveresTilDato": dispense = xml.Day(); break;
                case "Refusjonsvilkar": (conditions ??= []).Add(CodeCondition(xml)); break;
                default: xml.Skip(); break;
            }
        return new(xml.Needed(code, "Refusjonskode"), system, sub, xml.Needed(from, "GyldigFraDato"), prescribe,
            dispense, conditions ?? (IReadOnlyList<FestCodeCondition>)[]);
    }

    static FestCodeCondition CodeCondition(FestXml xml)
    {
        var depth = xml.Depth;
        string? id = null;
        DateOnly? from = null, to = null;
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "RefVilkar": id = xml.Filled(); break;
                case "FraDato": from = xml.Day(); break;
                case "TilDato": to = xml.Day(); break;
                default: xml.Skip(); break;
            }
        return new(xml.Needed(id, "RefVilkar"), xml.Needed(from, "FraDato"), to);
    }
}
