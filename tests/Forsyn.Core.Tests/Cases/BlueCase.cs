using Forsyn.Core.Ordering;
using Forsyn.Core.Tests.Ordering;

namespace Forsyn.Core.Tests.Cases;

/// <summary>Blue prescriptions of case tables: whole ones, less what the case leaves out.</summary>
static class BlueCase
{
    public static LineFacts Complete(LineFacts line) => line.Purpose != Purpose.Blue ? line
        : line with { Section4 = true, DoseSize = "1 ml", Patient = line.Patient ?? An.Patient };

    public static LineFacts Said(LineFacts line, Func<Indication, Indication> change) =>
        line with { Indication = change(line.Indication ?? new Indication("")) };

    public static OrderCase ExposedOn(OrderCase read, string text) => read.Line(line =>
        Said(line, said => said with { ExposedOn = CaseColumns.Day(text, read.Order.Day) }));

    public static LineFacts Born(LineFacts line, string text)
    {
        var number = text == "unknown" ? Identities.WithoutCentury()
            : Identities.Born(CaseColumns.Day(text).Year, CaseColumns.Day(text).Month, CaseColumns.Day(text).Day);
        return line with { Patient = An.Patient with { IdentityNumber = number } };
    }

    public static OrderCase Lacks(OrderCase read, string text) => CaseColumns.List(text).Aggregate(read, (c, what) =>
        what switch
        {
            "address" => c with { Order = c.Order with { AddressOnOrder = null } },
            "section4" => c.Line(line => line with { Section4 = false }),
            "dose-size" => c.Line(line => line with { DoseSize = " " }),
            "patient" => c.Line(line => line with { Patient = null }),
            "name" => c.Line(line => line with { Patient = line.Patient! with { Name = "" } }),
            "number" => c.Line(line => line with { Patient = line.Patient! with { IdentityNumber = "" } }),
            "municipality" => c.Line(line => line with { Patient = line.Patient! with { MunicipalityNumber = "" } }),
            _ => throw new CaseWrong("see tests/cases/README.md"),
        });
}
