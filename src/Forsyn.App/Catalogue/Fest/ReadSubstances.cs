using Forsyn.Core.Catalogue.Fest;

namespace Forsyn.App.Catalogue.Fest;

/// <summary>Reads active substances and their strengths.</summary>
static class ReadSubstances
{
    public static FestSubstance Substance(FestXml xml)
    {
        var depth = xml.Depth;
        string? id = null, name = null;
        var english = "";
        List<string>? formOf = null;
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Id": id = xml.Filled(); break;
                case "Navn": name = xml.Filled(); break;
                case "NavnEngelsk": english = xml.Text(); break;
                case "RefVirkestoff": (formOf ??= []).Add(xml.Filled()); break;
                default: xml.Skip(); break;
            }
        return new(xml.Needed(id, "Id"), xml.Needed(name, "Navn"), english, formOf ?? (IReadOnlyList<string>)[]);
    }

    public static FestStrength Strength(FestXml xml)
    {
        var depth = xml.Depth;
        string? id = null, substance = null;
        FestMeasure? strength = null;
        var (denominator, alternative, alternativeDenominator) = (FestMeasure.None, FestMeasure.None, FestMeasure.None);
        var (sign, upper, atc) = (FestCode.None, "", FestCode.None);
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Id": id = xml.Filled(); break;
                case "Styrke": strength = xml.Measure(); break;
                case "StyrkeNevner": denominator = xml.Measure(); break;
                case "RefVirkestoff": substance = xml.Filled(); break;
                case "AlternativStyrke": alternative = xml.Measure(); break;
                case "AlternativStyrkeNevner": alternativeDenominator = xml.Measure(); break;
                case "Styrkeoperator": sign = xml.Code(); break;
                case "StyrkeOvreVerdi": upper = xml.Text(); break;
                case "AtcKombipreparat": atc = xml.Code(); break;
                default: xml.Skip(); break;
            }
        return new(xml.Needed(id, "Id"), xml.Needed(substance, "RefVirkestoff"), xml.Needed(strength, "Styrke"),
            denominator, alternative, alternativeDenominator, sign, upper, atc);
    }
}
