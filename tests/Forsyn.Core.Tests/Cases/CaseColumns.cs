using System.Globalization;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Tests.Cases;

/// <param name="OfTheOrder">Said once for the order; the others are said for each line.</param>
/// <param name="Read">Puts what a cell says into the case; throws CaseWrong on what it cannot read.</param>
sealed record CaseColumn(bool OfTheOrder, Func<OrderCase, string, OrderCase> Read);

/// <summary>Every column a case table may have. A new one is one line here and one in tests/cases/README.md.</summary>
static class CaseColumns
{
    public static readonly IReadOnlyDictionary<string, CaseColumn> All = new Dictionary<string, CaseColumn>
    {
        ["case"] = Case((c, _) => c),
        ["requirements"] = Case((c, text) => c with { Requirements = List(text) }),
        ["rules"] = Case((c, text) => ShippedRules.Sets.Choose(text).Ok
            ? c with { RuleSet = text } : throw new CaseWrong("no such rules")),
        ["at"] = Order((o, text) => o with { ReceivedAt = At(text), PlannedOn = At(text).Day.AddDays(30) }),
        ["customer"] = Order((o, text) => o with { Customer = o.Customer with { Type = Word<PartyType>(text) } }),
        ["role"] = Order((o, text) =>
            o with { Requisitioner = o.Requisitioner with { Role = Word<Role>(text) } }),
        ["channel"] = Order((o, text) => o with { Channel = Word<Channel>(text) }),
        ["planned"] = Order((o, text) => o with
        {
            PlannedOn = text == "none" ? null : Day(text, o.Day),
        }),
        ["urgent"] = Order((o, text) => o with { Urgent = (o.Urgent ?? new(null)) with { Reason = text } }),
        ["caller"] = Order((o, text) => o with { Urgent = (o.Urgent ?? new(null)) with { Caller = text } }),
        ["answered-by"] = Order((o, text) => o with { Urgent = (o.Urgent ?? new(null)) with { AnsweredBy = text } }),
        ["exposed"] = Order((o, text) => o with { Urgent = (o.Urgent ?? new(null)) with { ExposedAt = At(text) } }),
        ["text"] = Order((o, text) => o with { Urgent = (o.Urgent ?? new(null)) with { Text = text } }),
        ["situation"] = Order((o, text) => o with
        {
            Urgent = (o.Urgent ?? new(null)) with { Situation = Word<Situation>(text) },
        }),
        ["route"] = Case((c, text) => c with { Asked = Word<UrgentRoute>(text) }),
        ["closed"] = Order((o, text) => Yes(text) ? o with { Calendar = o.Calendar.Close(o.Day) } : o),
        ["opened"] = Order((o, text) => Yes(text) ? o with { Calendar = o.Calendar.Open(o.Day) } : o),
        ["shorter"] = Order((o, text) => o with { AcceptsShorterShelfLife = Yes(text) }),
        ["authorised"] = Order(AuthorisedColumn.Read),

        ["product"] = Line((l, text) => l with { Product = MadeProduct.Of(text) }),
        ["purpose"] = Line((l, text) => BlueCase.Complete(l with { Purpose = Word<Purpose>(text) })),
        ["doses"] = Line((l, text) => l with { Doses = new Quantity(Number(text)) }),
        ["use"] = Line((l, text) => l with { RecentUse = text == "unknown" ? null : new Quantity(Number(text)) }),
        ["exemption"] = Line(ExemptionColumn.Read),
        ["season"] = Line(SeasonColumn.Read),

        ["disease"] = Line((l, text) => BlueCase.Said(l, said => said with { Disease = text })),
        ["code"] = Line((l, text) => BlueCase.Said(l, said => said with { Code = text })),
        ["group"] = Line((l, text) => BlueCase.Said(l, said => said with { Group = text })),
        ["serogroup"] = Line((l, text) => BlueCase.Said(l, said => said with { Serogroup = text })),
        ["outbreak"] = Line((l, text) => BlueCase.Said(l, said => said with { Outbreak = text })),
        ["study"] = Line((l, text) => BlueCase.Said(l, said => said with { StudyProgramme = text })),
        ["statement"] = Line((l, text) => BlueCase.Said(l, said => said with { Statement = text })),
        ["exposed-on"] = new(false, BlueCase.ExposedOn),
        ["born"] = Line(BlueCase.Born),
        ["lacks"] = new(false, BlueCase.Lacks),

        ["expect"] = Case((c, text) => c with { Expected = [.. List(text).Select(Finding)] }),
        ["unsaid"] = Case((c, text) => c with { Unsaid = List(text) }),
        ["fee"] = Case((c, text) => c with { Fee = Kroner(text) }),
        ["total"] = Case((c, text) => c with { Total = Kroner(text) }),
    };

    static CaseColumn Case(Func<OrderCase, string, OrderCase> read) => new(true, read);

    static CaseColumn Order(Func<OrderFacts, string, OrderFacts> read) =>
        new(true, (c, text) => c with { Order = read(c.Order, text) });

    static CaseColumn Line(Func<LineFacts, string, LineFacts> read) =>
        new(false, (c, text) => c.Line(line => read(line, text)));

    /// <summary>A day written whole, or as days from another: -7.</summary>
    public static DateOnly Day(string text, DateOnly from) =>
        text[0] is '+' or '-' ? from.AddDays((int)Number(text)) : Day(text);

    public static string[] List(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static T Word<T>(string text) where T : struct, Enum => Kebab.TryParse<T>(text, out var value)
        ? value : throw new CaseWrong($"use {string.Join(", ", Kebab.All<T>())}");

    public static bool Yes(string text) => text switch
    {
        "yes" => true,
        "no" => false,
        _ => throw new CaseWrong("use yes or no"),
    };

    public static long Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number)
        ? number : throw new CaseWrong("write a whole number");

    public static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : throw new CaseWrong("write 2026-05-15");

    /// <summary>The clock of Oslo, to the minute or the second: 2026-05-15 10:00.</summary>
    public static Moment At(string text)
    {
        if (!DateTime.TryParseExact(text, ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var clock)) throw new CaseWrong("write 2026-05-15 10:00");
        return Moment.InOslo(DateOnly.FromDateTime(clock), TimeOnly.FromDateTime(clock));
    }

    static Money Kroner(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var kroner)
            ? new Money((long)(kroner * 100)) : throw new CaseWrong("write kroner: 200.00");

    static string Finding(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (2 or 3) || (parts.Length == 3 && !int.TryParse(parts[2], out _)))
            throw new CaseWrong("write severity, code and where it is of one the line: block blue-not-through-web 1");
        Word<Severity>(parts[0]);
        return string.Join(' ', parts);
    }
}
