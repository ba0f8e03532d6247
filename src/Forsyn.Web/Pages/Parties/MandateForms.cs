using Forsyn.App.Parties;

namespace Forsyn.Web.Pages.Parties;

/// <summary>A change of operator, as written.</summary>
public sealed class OperatorForm
{
    public string? Task { get; set; }
    public string? Party { get; set; }
    public string? From { get; set; }
    public string? Decision { get; set; }

    public OperatorChange ToChange() => new(Task, Party?.Trim(), DateForms.Day(From), Decision);
}

/// <summary>A framework agreement, as written.</summary>
public sealed class AgreementForm
{
    public string? Name { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }
    public string? Supplier { get; set; }

    public AgreementRequest ToRequest() => new(Name, DateForms.Day(From), DateForms.Day(To), Supplier?.Trim());
}

/// <summary>Use of an authorisation, or the end of its owner's reporting, as written.</summary>
public sealed class UseForm
{
    public long Id { get; set; }
    public string? Amount { get; set; }
    public string? Text { get; set; }
    public string? To { get; set; }

    public AuthorisationUse ToUse() => new(Kroner, null, Text);

    // People write 1 000 000 or 1000,50; the use case reads 1000.50.
    string Kroner => string.Concat((Amount ?? "").Where(letter => !char.IsWhiteSpace(letter))).Replace(',', '.') is var
        plain && plain.Contains('.') ? plain : plain + ".00";
}

static class DateForms
{
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;
}
