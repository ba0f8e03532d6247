namespace Forsyn.Core.Parties;

/// <summary>What a party answers for by law.</summary>
public enum Duty
{
    /// <summary>Secures the country's supply of vaccines and its vaccine preparedness.</summary>
    VaccineSupply,
    /// <summary>Acts as wholesaler of vaccines, immunoglobulins and sera, straight to professional receivers.</summary>
    VaccineWholesale,
    /// <summary>Recommends, as an agency of knowledge, what the vaccination programmes offer (ACT-013).</summary>
    ProgrammeContent,
    /// <summary>Answers for the supply and procurement of what they offer (ACT-010, ACT-013).</summary>
    ProgrammeSupply,
}

/// <summary>A duty of a party, the law that gives it, and the days it holds, so that a document can cite it.</summary>
public sealed record Mandate(PartyKey Party, Duty Duty, string Law, DateRange Valid)
{
    static readonly PartyKey Fhi = new("fhi"), Dmp = new("dmp");

    /// <summary>
    /// Those of FHI's laws begin open backwards: the sources give no first day, and nothing is judged before 2000.
    /// Content and supply of programmes came apart when procurement moved to DMP, with the letter for 2024.
    /// </summary>
    public static readonly IReadOnlyList<Mandate> All =
    [
        new(Fhi, Duty.VaccineSupply, "LOV-1994-08-05-55", DateRange.OpenFrom(new(2000, 1, 1))),
        new(Fhi, Duty.VaccineWholesale, "FOR-1993-12-21-1219", DateRange.OpenFrom(new(2000, 1, 1))),
        new(Fhi, Duty.ProgrammeContent, "HOD, mandat 30.11.2023", DateRange.OpenFrom(new(2024, 1, 1))),
        new(Dmp, Duty.ProgrammeSupply, "HOD, tildelingsbrev 2024", DateRange.OpenFrom(new(2024, 1, 1))),
    ];

    /// <summary>Who has a duty on a day, null when nobody has.</summary>
    public static Mandate? Of(Duty duty, DateOnly day) =>
        All.FirstOrDefault(one => one.Duty == duty && one.Valid.Contains(day));
}
