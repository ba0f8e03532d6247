using System.Globalization;
using System.Xml;
using Forsyn.Core.Catalogue.Fest;

namespace Forsyn.App.Catalogue.Fest;

/// <summary>
/// A cursor over the elements of a FEST file that knows where it is. Whoever reads an element is given the cursor on
/// its start and leaves it on its end. Only local names are compared: files in circulation have lost a namespace on
/// some elements.
/// </summary>
sealed class FestXml(XmlReader reader)
{
    readonly string[] _path = new string[64];
    readonly FestTime _time = new();
    int _depth;

    public string Name => reader.LocalName;
    public string Namespace => reader.NamespaceURI;
    public int Depth => reader.Depth;
    /// <summary>The entry being read, for messages.</summary>
    public string Entry { get; set; } = "";

    /// <summary>Goes to the root element.</summary>
    public void Root()
    {
        reader.MoveToContent();
        Mark();
    }

    /// <summary>Goes to the next child of the element at the depth; false at its end.</summary>
    public bool Next(int parent)
    {
        if (reader.NodeType == XmlNodeType.Element && reader.Depth == parent && reader.IsEmptyElement) return false;
        while (reader.Read())
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Mark();
                    return true;
                case XmlNodeType.EndElement when reader.Depth == parent:
                    _depth = parent;
                    return false;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    throw Broken("text stands where only elements may stand");
            }
        throw Broken("the file ends inside the element");
    }

    public void Skip()
    {
        if (reader.IsEmptyElement) return;
        var depth = reader.Depth;
        while (reader.Read())
            if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth) return;
        throw Broken("the file ends inside the element");
    }

    /// <summary>Reads on behind the root to the end of the file, where only white space and comments may
    /// stand.</summary>
    public void End()
    {
        while (reader.Read()) { }
    }

    /// <summary>The text of the element, without the white space around it.</summary>
    public string Text()
    {
        if (reader.IsEmptyElement) return "";
        var text = "";
        while (reader.Read())
            switch (reader.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    text = text.Length == 0 ? reader.Value : text + reader.Value;
                    break;
                case XmlNodeType.EndElement:
                    return text.Trim();
                case XmlNodeType.Element:
                    throw Broken($"an element {reader.LocalName} stands where only text may stand");
            }
        throw Broken("the file ends inside the element");
    }

    public string Filled() => Text() is { Length: > 0 } text ? text : throw Broken("it is empty");

    /// <summary>A coded value from the attributes V and DN.</summary>
    public FestCode Code()
    {
        var code = new FestCode(Attribute("V"), Attribute("DN"));
        Skip();
        return code;
    }

    /// <summary>The value alone of a code that may not be empty; a name that is not read costs nothing.</summary>
    public string FilledValue()
    {
        var value = Attribute("V");
        if (value.Length == 0) throw Broken("attribute V is missing or empty");
        Skip();
        return value;
    }

    /// <summary>The value alone of a code, empty where there is none.</summary>
    public string Value()
    {
        var value = Attribute("V");
        Skip();
        return value;
    }

    /// <summary>A coded value that may not be empty.</summary>
    public FestCode FilledCode() => Code() is { Value.Length: > 0 } code ? code
        : throw Broken("attribute V is missing or empty");

    public string Attribute(string name) => reader.GetAttribute(name)?.Trim() ?? "";

    public FestMeasure Measure()
    {
        var measure = new FestMeasure(Attribute("V"), Attribute("U"));
        if (measure.Value.Length > 0 && !double.TryParse(measure.Value, NumberStyles.Float,
            CultureInfo.InvariantCulture, out _))
            throw Broken($"'{measure.Value}' is not a number");
        Skip();
        return measure;
    }

    public bool Flag() => Text() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        var other => throw Broken($"'{other}' is not true or false"),
    };

    public int Number()
    {
        var text = Text();
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw Broken($"'{text}' is not a whole number");
    }

    public long Millionths() => Millionths(Text());

    public long Millionths(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) > long.MaxValue / 1_000_000)
            throw Broken($"'{text}' is not a number between -9 and 9 billions of billions");
        return (long)Math.Round(number * 1_000_000m, MidpointRounding.AwayFromZero);
    }

    /// <summary>An amount in kroner from attribute V.</summary>
    public Money Kroner()
    {
        var (text, currency) = (Attribute("V"), Attribute("U"));
        if (currency is not ("NOK" or "")) throw Broken($"the currency is {currency}, not NOK");
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var kroner)
            || Math.Abs(kroner) > 1_000_000_000_000m) throw Broken($"'{text}' is not an amount in kroner");
        Skip();
        return new Money((long)Math.Round(kroner * 100m, MidpointRounding.AwayFromZero));
    }

    /// <summary>A day; a zone behind it is allowed by the form and means nothing.</summary>
    public DateOnly Day()
    {
        var text = Text();
        var zone = text.Length > 10 ? text[10..] : "";
        return FestTime.TryDay(text, out var day) && (zone is "" or "Z" || (zone.Length == 6 && zone[0] is '+' or '-'))
            ? day : throw Broken($"'{text}' is not a day such as 2017-04-12");
    }

    /// <summary>An instant; without a zone it is Oslo time.</summary>
    public Moment Instant()
    {
        var text = Text();
        return _time.TryRead(text, out var at) ? at
            : throw Broken($"'{text}' is not a time such as 2017-04-12T18:26:27");
    }

    public T Needed<T>(T? value, string child) where T : class => value ?? throw Broken($"{child} is missing");
    public T Needed<T>(T? value, string child) where T : struct => value ?? throw Broken($"{child} is missing");

    public FestFileBroken Broken(string problem)
    {
        var info = (IXmlLineInfo)reader;
        return new(Math.Max(info.LineNumber, 1), Math.Max(info.LinePosition, 1),
            string.Join('/', _path.AsSpan(0, _depth + 1)), Entry, problem);
    }

    // Some of the reader's own errors, as that a document type is not allowed, come without a place.
    public FestFileBroken Broken(XmlException e) => e.LineNumber == 0 ? Broken(e.Message) :
        new(e.LineNumber, e.LinePosition, string.Join('/', _path.AsSpan(0, _depth + 1)), Entry, e.Message);

    void Mark()
    {
        if (reader.Depth >= _path.Length) throw Broken($"elements stand more than {_path.Length} deep");
        _depth = reader.Depth;
        _path[_depth] = reader.LocalName;
    }
}
