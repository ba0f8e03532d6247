using Forsyn.Core.Catalogue.Fest;

namespace Forsyn.App.Catalogue.Fest;

/// <summary>Reads what hangs on a package: its content, prices, market dates, reimbursement and substitution
/// group.</summary>
static class ReadPackaging
{
    public static FestContent Content(FestXml xml)
    {
        var depth = xml.Depth;
        string? brand = null;
        var (size, unit, type, dose) = ("", FestCode.None, FestCode.None, FestMeasure.None);
        int? multiple = null, count = null;
        long? amount = null, factor = null;
        var order = 0;
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "RefLegemiddelMerkevare": brand = xml.Filled(); break;
                case "Pakningsstr": size = xml.Text(); break;
                case "EnhetPakning": unit = xml.Code(); break;
                case "Pakningstype": type = xml.Code(); break;
                case "Multippel": multiple = xml.Number(); break;
                case "Antall": count = xml.Number(); break;
                case "Mengde": amount = xml.Millionths(); break;
                case "Sortering": order = xml.Number(); break;
                case "DDD": dose = xml.Measure(); break;
                case "Statistikkfaktor": factor = xml.Millionths(); break;
                default: xml.Skip(); break;
            }
        return new FestContent(xml.Needed(brand, "RefLegemiddelMerkevare"), size, unit, type, multiple, count,
            xml.Needed(amount, "Mengde"), order, dose.Value.Length == 0 ? null : xml.Millionths(dose.Value), dose.Unit,
                factor);
    }

    public static FestPrice Price(FestXml xml)
    {
        var depth = xml.Depth;
        int? type = null;
        Money? amount = null;
        DateOnly? from = null, to = null;
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Type": type = Type(xml); break;
                case "Pris": amount = xml.Kroner(); break;
                case "GyldigFraDato": from = xml.Day(); break;
                case "GyldigTilDato": to = xml.Day(); break;
                default: xml.Skip(); break;
            }
        return new FestPrice(xml.Needed(type, "Type"), xml.Needed(amount, "Pris"), new FestPeriod(from, to));
    }

    static int Type(FestXml xml)
    {
        var code = xml.FilledValue();
        return int.TryParse(code, out var type) ? type : throw xml.Broken($"'{code}' is no type of price");
    }

    public static FestMarketing Marketing(FestXml xml)
    {
        var (depth, marketing) = (xml.Depth, FestMarketing.None);
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "VarenrUtgaende": marketing = marketing with { Outgoing = xml.Text() }; break;
                case "Markedsforingsdato": marketing = marketing with { MarketedOn = xml.Day() }; break;
                case "AvregDato": marketing = marketing with { WithdrawnOn = xml.Day() }; break;
                case "MidlUtgattDato": marketing = marketing with { TemporarilyOutOn = xml.Day() }; break;
                case "OmpakkerAvEndose": marketing = marketing with { Repackages = xml.Text() }; break;
                default: xml.Skip(); break;
            }
        return marketing;
    }

    public static void Reimbursed(FestXml xml, List<FestReimbursed> list)
    {
        var (depth, groups) = (xml.Depth, new List<string>(1));
        DateOnly? from = null, prescribe = null, dispense = null;
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "RefRefusjonsgruppe": groups.Add(xml.Filled()); break;
                case "GyldigFraDato": from = xml.Day(); break;
                case "ForskrivesTilDato": prescribe = xml.Day(); break;
                case "UtleveresTilDato": dispense = xml.Day(); break;
                default: xml.Skip(); break;
            }
        if (groups.Count == 0) throw xml.Broken("RefRefusjonsgruppe is missing");
        foreach (var group in groups) list.Add(new(group, xml.Needed(from, "GyldigFraDato"), prescribe, dispense));
    }

    public static (string Group, FestPeriod Valid) Substitution(FestXml xml)
    {
        var depth = xml.Depth;
        string? group = null;
        DateOnly? from = null, to = null;
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "RefByttegruppe": group = xml.Filled(); break;
                case "GyldigFraDato": from = xml.Day(); break;
                case "GyldigTilDato": to = xml.Day(); break;
                default: xml.Skip(); break;
            }
        return (xml.Needed(group, "RefByttegruppe"), new FestPeriod(from, to));
    }
}
