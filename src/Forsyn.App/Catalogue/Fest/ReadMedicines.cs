using Forsyn.Core.Catalogue;
using Forsyn.Core.Catalogue.Fest;

namespace Forsyn.App.Catalogue.Fest;

/// <summary>Reads brands and packages, which share their first half.</summary>
static class ReadMedicines
{
    public static FestBrand Brand(FestXml xml)
    {
        var (depth, shared) = (xml.Depth, new Medicine());
        string? id = null, name = null;
        var (form, reference, manufacturer) = ("", "", "");
        var (warning, vaccine) = (false, FestCode.None);
        List<FestIngredient>? ingredients = null;
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Id": id = xml.Filled(); break;
                case "Varenavn": name = xml.Filled(); break;
                case "LegemiddelformLang": form = xml.Text(); break;
                case "SortertVirkestoffMedStyrke": (ingredients ??= [])
                    .Add(Ingredient(xml, "RefVirkestoffMedStyrke")); break;
                case "SortertVirkestoffUtenStyrke": (ingredients ??= []).Add(Ingredient(xml, "RefVirkestoff")); break;
                case "ProduktInfo": (warning, reference, vaccine, manufacturer) = ProductInfo(xml); break;
                default: shared.Read(xml); break;
            }
        return new FestBrand(xml.Needed(id, "Id"), shared.Whole(xml), xml.Needed(name, "Varenavn"), form,
            ingredients ?? (IReadOnlyList<FestIngredient>)[], warning, reference, vaccine, manufacturer);
    }

    static FestIngredient Ingredient(FestXml xml, string reference)
    {
        var depth = xml.Depth;
        string? id = null;
        int? order = null;
        while (xml.Next(depth))
            if (xml.Name == "Sortering") order = xml.Number();
            else if (xml.Name == reference) id = xml.Filled();
            else xml.Skip();
        return new(xml.Needed(order, "Sortering"), xml.Needed(id, reference), reference == "RefVirkestoffMedStyrke");
    }

    static (bool Warning, string Reference, FestCode Vaccine, string Manufacturer) ProductInfo(FestXml xml)
    {
        var depth = xml.Depth;
        var (warning, reference, vaccine, manufacturer) = (false, "", FestCode.None, "");
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Varseltrekant": warning = xml.Flag(); break;
                case "Referanseprodukt": reference = xml.Text(); break;
                case "Vaksinestandard": vaccine = xml.Code(); break;
                case "Produsent": manufacturer = xml.Text(); break;
                default: xml.Skip(); break;
            }
        return (warning, reference, vaccine, manufacturer);
    }

    public static FestPackage Package(FestXml xml)
    {
        var (depth, shared) = (xml.Depth, new Medicine());
        string? id = null;
        ArticleNumber? number = null;
        var (without, storage, marketing) = (false, FestCode.None, FestMarketing.None);
        List<string>? barCodes = null;
        List<FestContent>? contents = null;
        List<FestPrice>? prices = null;
        while (xml.Next(depth))
            switch (xml.Name)
            {
                case "Id": id = xml.Filled(); break;
                case "Varenr": number = Article(xml); break;
                case "Ean": (barCodes ??= []).Add(xml.Filled()); break;
                case "IkkeKonservering": without = xml.Flag(); break;
                case "Oppbevaring": storage = Storage(xml); break;
                case "Pakningsinfo": (contents ??= []).Add(ReadPackaging.Content(xml)); break;
                case "PrisVare": (prices ??= []).Add(ReadPackaging.Price(xml)); break;
                case "Markedsforingsinfo": marketing = ReadPackaging.Marketing(xml); break;
                default: shared.Read(xml); break;
            }
        return new FestPackage(xml.Needed(id, "Id"), shared.Whole(xml), xml.Needed(number, "Varenr"),
            barCodes ?? (IReadOnlyList<string>)[], without, storage, contents ?? (IReadOnlyList<FestContent>)[],
            prices ?? (IReadOnlyList<FestPrice>)[], marketing);
    }

    // The zeros in front belong to the number; lists in circulation have lost them.
    static ArticleNumber Article(FestXml xml)
    {
        var text = xml.Filled();
        return ArticleNumber.TryParse(text.PadLeft(6, '0'), out var number) ? number
            : throw xml.Broken($"'{text}' is no article number of six digits");
    }

    static FestCode Storage(FestXml xml)
    {
        var code = xml.FilledCode();
        return FestRules.Storage(code.Value) is null
            ? throw xml.Broken($"'{code.Value}' is no storage condition: R, K or D") : code;
    }

    /// <summary>The half that brands and packages share, filled as its elements come.</summary>
    sealed class Medicine
    {
        FestCode _atc, _form, _preparation, _application, _triangle;
        string? _name, _group;
        bool _opioid;
        List<string>? _conditions;
        List<FestReimbursed>? _reimbursed;
        string _substitution = "";
        FestPeriod _valid;

        public void Read(FestXml xml)
        {
            switch (xml.Name)
            {
                case "Atc": _atc = xml.FilledCode(); break;
                case "NavnFormStyrke": _name = xml.Filled(); break;
                case "Reseptgruppe": _group = xml.FilledValue(); break;
                case "LegemiddelformKort": _form = xml.Code(); break;
                case "RefVilkar": (_conditions ??= []).Add(xml.Filled()); break;
                case "Preparattype": _preparation = xml.Code(); break;
                case "TypeSoknadSlv": _application = xml.Code(); break;
                case "Opioidsoknad": _opioid = xml.Flag(); break;
                case "Refusjon": ReadPackaging.Reimbursed(xml, _reimbursed ??= []); break;
                case "PakningByttegruppe": (_substitution, _valid) = ReadPackaging.Substitution(xml); break;
                case "SvartTrekant": _triangle = xml.Code(); break;
                default: xml.Skip(); break;
            }
        }

        public FestMedicine Whole(FestXml xml) => new(
            Filled(_atc), xml.Needed(_name, "NavnFormStyrke"), xml.Needed(_group, "Reseptgruppe"), Filled(_form),
            Filled(_preparation), Filled(_application), _opioid, Filled(_triangle), _conditions
                ?? (IReadOnlyList<string>)[],
            _reimbursed ?? (IReadOnlyList<FestReimbursed>)[], _substitution, _valid);

        static FestCode Filled(FestCode code) => code.Value is null ? FestCode.None : code;
    }
}
