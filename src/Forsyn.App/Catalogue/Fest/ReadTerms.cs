using Forsyn.Core.Catalogue.Fest;

namespace Forsyn.App.Catalogue.Fest;

/// <summary>Reads substitution groups, conditions and notices.</summary>
static partial class ReadTerms
{
    public static FestSubstitutionGroup SubstitutionGroup(FestXml xml)
    {
        var depth = xml.Depth;
        string? id = null;
        FestCode? code = null;
        var (hasRemark, remark) = (false, "");
        DateOnly? from = null, to = null;
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Id": id = xml.Filled(); break;
                case "Kode": code = xml.FilledCode(); break;
                case "MerknadTilByttbarhet": hasRemark = xml.Flag(); break;
                case "BeskrivelseByttbarhet": remark = xml.Text(); break;
                case "GyldigFraDato": from = xml.Day(); break;
                case "GyldigTilDato": to = xml.Day(); break;
                default: xml.Skip(); break;
            }
        return new(xml.Needed(id, "Id"), xml.Needed(code, "Kode"), hasRemark, remark, new FestPeriod(from, to));
    }

    public static FestCondition Condition(FestXml xml)
    {
        var depth = xml.Depth;
        string? id = null, text = null;
        var (number, group, appliesTo) = ("", FestCode.None, FestCode.None);
        DateOnly? from = null, to = null;
        List<FestConditionValue> values = [];
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Id": id = xml.Filled(); break;
                case "VilkarNr": number = xml.Text(); break;
                case "Gruppe": group = xml.Code(); break;
                case "GjelderFor": appliesTo = xml.Code(); break;
                case "Tekst": text = xml.Text(); break;
                case "GyldigFraDato": from = xml.Day(); break;
                case "GyldigTilDato": to = xml.Day(); break;
                case "StrukturertVilkar": ConditionValues(xml, values); break;
                default: xml.Skip(); break;
            }
        return new(xml.Needed(id, "Id"), number, group, appliesTo, xml.Needed(text, "Tekst"), new FestPeriod(from, to),
            values);
    }

    static void ConditionValues(FestXml xml, List<FestConditionValue> list)
    {
        var depth = xml.Depth;
        FestCode? type = null;
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Type": type = xml.FilledCode(); break;
                case "VerdiTekst": list.Add(new(xml.Needed(type, "Type"), new FestCode(xml.Text(), ""))); break;
                case "VerdiKodet": list.Add(new(xml.Needed(type, "Type"), xml.Code())); break;
                default: xml.Skip(); break;
            }
    }

    public static FestNotice Notice(FestXml xml, string entryId)
    {
        var depth = xml.Depth;
        FestCode? type = null;
        string? heading = null;
        DateOnly? from = null;
        var (text, linkText, link) = ("", "", "");
        List<FestCode> rules = [], codes = [];
        List<FestReference> references = [];
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Type": type = xml.FilledCode(); break;
                case "Overskrift": heading = xml.Text(); break;
                case "Varseltekst": text = xml.Text(); break;
                case "Visningsregel": rules.Add(xml.Code()); break;
                case "KodetInfo": codes.Add(xml.Code()); break;
                case "FraDato": from = xml.Day(); break;
                case "Lenke": (linkText, link) = Link(xml); break;
                case "Referanseelement": References(xml, references); break;
                default: xml.Skip(); break;
            }
        return new(entryId, xml.Needed(type, "Type"), xml.Needed(heading, "Overskrift"), text,
            xml.Needed(from, "FraDato"), linkText, link, rules, codes, references);
    }

    static (string Text, string Address) Link(FestXml xml)
    {
        var (depth, text, address) = (xml.Depth, "", "");
        while (xml.Next(depth))
            if (xml.Name == "Beskrivelse") text = xml.Text();
            else if (xml.Name == "Www") address = xml.Value();
            else xml.Skip();
        return (text, address);
    }

    static void References(FestXml xml, List<FestReference> list)
    {
        var depth = xml.Depth;
        FestCode? kind = null;
        while (xml.Next(depth))
            if (xml.Name == "Klasse") kind = xml.Code();
            else if (xml.Name == "RefElement") list.Add(new(xml.Needed(kind, "Klasse"), xml.Filled()));
            else xml.Skip();
    }
}
