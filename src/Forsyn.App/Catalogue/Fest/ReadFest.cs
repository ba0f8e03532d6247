using System.IO.Compression;
using System.Xml;
using Forsyn.Core.Catalogue.Fest;

namespace Forsyn.App.Catalogue.Fest;

/// <summary>
/// Reads a FEST file (M30, 2014-12-01), plain or gz, entry by entry and never more than one entry in memory. Elements
/// it does not know are passed over, anything it does know must be right: otherwise FestFileBroken names line, element
/// and entry.
/// </summary>
public sealed class ReadFest : IDisposable
{
    public const string M30 = "http://www.kith.no/xmlstds/eresept/m30/2014-12-01";

    readonly XmlReader _reader;
    readonly FestXml _xml;
    readonly Dictionary<string, long> _passedOver = [];
    FestCatalogue? _catalogue;
    string _catalogueName = "";
    bool _pending;

    ReadFest(Stream stream)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true,
            IgnoreProcessingInstructions = true,
        };
        _reader = XmlReader.Create(Unpacked(stream), settings);
        _xml = new FestXml(_reader);
    }

    /// <summary>When the file was taken from the agency (HentetDato).</summary>
    public Moment RetrievedAt { get; private set; }
    /// <summary>The kept catalogues the file has, also those without entries.</summary>
    public HashSet<FestCatalogue> Present { get; } = [];
    /// <summary>How many entries of each catalogue that is not kept were passed over.</summary>
    public IReadOnlyDictionary<string, long> PassedOver => _passedOver;

    /// <summary>Reads as far as the date of the file; the stream stays the caller's.</summary>
    public static ReadFest Open(Stream stream)
    {
        var file = new ReadFest(stream);
        try
        {
            return file.Guarded(file.Begin);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The next entry of a kept catalogue, or null at the end of the file.</summary>
    public FestEntry? Next() => Guarded(Step);

    public void Dispose() => _reader.Dispose();

    // The two magic bytes are put in front again, so that a stream that cannot go back will do.
    static Stream Unpacked(Stream stream)
    {
        var head = new byte[2];
        var got = stream.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        var whole = new HeadedStream(head.AsMemory(0, got), stream);
        return head is [0x1F, 0x8B] ? new GZipStream(whole, CompressionMode.Decompress, leaveOpen: true) : whole;
    }

    T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException e)
        {
            throw _xml.Broken(e);
        }
        catch (InvalidDataException e) // the gz packing
        {
            throw _xml.Broken(e.Message);
        }
    }

    ReadFest Begin()
    {
        _xml.Root();
        if (_xml.Name != "FEST" || _xml.Namespace != M30)
            throw _xml.Broken($"the root is {_xml.Name} of '{_xml.Namespace}', not FEST of '{M30}'");
        if (!_xml.Next(0) || _xml.Name != "HentetDato") throw _xml.Broken("HentetDato is missing as the first element");
        RetrievedAt = _xml.Instant();
        return this;
    }

    FestEntry? Step()
    {
        while (true)
        {
            if (!_pending)
            {
                _xml.Entry = "";
                if (!_xml.Next(0))
                {
                    _xml.End();
                    return null;
                }
                (_catalogueName, _catalogue) = (_xml.Name, Kept(_xml.Name));
                if (_catalogue is { } known) Present.Add(known);
                if (!_catalogueName.StartsWith("Kat", StringComparison.Ordinal))
                {
                    _xml.Skip();
                    continue;
                }
                _pending = true;
            }
            if (!_xml.Next(1)) _pending = false;
            else if (_catalogue is { } kept && _xml.Name.StartsWith("Oppf", StringComparison.Ordinal))
                return Entry(kept);
            else PassOver();
        }
    }

    void PassOver()
    {
        _xml.Skip();
        _passedOver[_catalogueName] = _passedOver.GetValueOrDefault(_catalogueName) + 1;
    }

    FestEntry Entry(FestCatalogue catalogue)
    {
        _xml.Entry = "";
        string? id = null, status = null;
        Moment? time = null;
        List<FestItem> items = [];
        while (_xml.Next(2))
            switch (_xml.Name)
            {
                case "Id": _xml.Entry = id = _xml.Filled(); break;
                case "Tidspunkt": time = _xml.Instant(); break;
                case "Status": status = _xml.Value(); break;
                default: Content(catalogue, _xml.Needed(id, "Id"), items); break;
            }
        var active = status switch
        {
            "A" => true,
            "U" => false,
            null => throw _xml.Broken("Status is missing"),
            _ => throw _xml.Broken($"Status is '{status}', not A or U"),
        };
        if (active && items.Count == 0) throw _xml.Broken("the active entry has no content");
        return new FestEntry(catalogue, _xml.Needed(id, "Id"), _xml.Needed(time, "Tidspunkt"), active, items);
    }

    void Content(FestCatalogue catalogue, string entryId, List<FestItem> items)
    {
        switch (catalogue, _xml.Name)
        {
            case (FestCatalogue.Brand, "LegemiddelMerkevare"): items.Add(ReadMedicines.Brand(_xml)); break;
            case (FestCatalogue.Package, "Legemiddelpakning"): items.Add(ReadMedicines.Package(_xml)); break;
            case (FestCatalogue.Substance, "Virkestoff"): items.Add(ReadSubstances.Substance(_xml)); break;
            case (FestCatalogue.Substance, "VirkestoffMedStyrke"): items.Add(ReadSubstances.Strength(_xml)); break;
            case (FestCatalogue.SubstitutionGroup, "Byttegruppe"): items.Add(ReadTerms.SubstitutionGroup(_xml)); break;
            case (FestCatalogue.Reimbursement, "Refusjonshjemmel"): ReadTerms.Reimbursements(_xml, items); break;
            case (FestCatalogue.Condition, "Vilkar"): items.Add(ReadTerms.Condition(_xml)); break;
            case (FestCatalogue.Notice, "VarselSlv"): items.Add(ReadTerms.Notice(_xml, entryId)); break;
            default: _xml.Skip(); break;
        }
    }

    static FestCatalogue? Kept(string name) => name switch
    {
        "KatLegemiddelMerkevare" => FestCatalogue.Brand,
        "KatLegemiddelpakning" => FestCatalogue.Package,
        "KatVirkestoff" => FestCatalogue.Substance,
        "KatByttegruppe" => FestCatalogue.SubstitutionGroup,
        "KatRefusjon" => FestCatalogue.Reimbursement,
        "KatVilkar" => FestCatalogue.Condition,
        "KatVarselSlv" => FestCatalogue.Notice,
        _ => null,
    };
}
