using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>
/// The conditions of single rows of the blue table. None of the findings carries the patient's age or a day of the
/// patient's life: findings are kept with the order.
/// </summary>
public static class BlueConditionRules
{
    /// <summary>
    /// Whole years lived on a day. Who was born on 29 February is a year older on 1 March of a common year: the day
    /// before it a whole year has not gone.
    /// </summary>
    public static int AgeOn(DateOnly born, DateOnly day) =>
        day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);

    [Rule(BlueRules.LawAndCircular, "BLT-011", "BLT-022", "BLT-034")]
    public static IEnumerable<Said> Age_fits_the_indication(OrderFacts order, RuleNumbers numbers)
    {
        foreach (var (line, row) in Conditions(order))
        {
            if (row.AgeFrom is null && row.AgeBelow is null) continue;
            var number = IdentityNumber.Parse(line.Patient?.IdentityNumber, allowTest: true);
            if (!number.Ok) continue; // the rule of the patient's fields has said what is wrong
            if (number.Value.BirthDate is not { } born)
                yield return Said.Of("blue-age-not-known", Hold, line.Number, "product", line.Product.Name,
                    "from", $"{row.AgeFrom ?? 0}", "to", $"{row.AgeBelow - 1}");
            else if (Outside(row, AgeOn(born, order.Day)))
                yield return Said.Of("blue-age-outside", Block, line.Number, "product", line.Product.Name,
                    "from", $"{row.AgeFrom ?? 0}", "to", $"{row.AgeBelow - 1}");
        }
    }

    [Rule(BlueRules.LawAndCircular, "BLT-011")]
    public static IEnumerable<Said> Exposure_is_recent_enough(OrderFacts order, RuleNumbers numbers)
    {
        foreach (var (line, row) in Conditions(order))
        {
            if (row.ExposedWithinDays is not { } most) continue;
            var days = $"{most}";
            if (line.Indication!.ExposedOn is not { } exposed)
                yield return Said.Of("blue-exposure-missing", Block, line.Number,
                    "product", line.Product.Name, "days", days);
            else if (exposed > order.Day)
                yield return Said.Of("blue-exposure-after-order", Block, line.Number, "product", line.Product.Name);
            else if (order.Day.DayNumber - exposed.DayNumber > most)
                yield return Said.Of("blue-exposure-too-old", Block, line.Number,
                    "product", line.Product.Name, "days", days);
        }
    }

    [Rule(BlueRules.LawAndCircular, "BLT-011")]
    public static IEnumerable<Said> Immunoglobulin_is_offered_where_the_vaccine_does_not_fit(
        OrderFacts order, RuleNumbers numbers) =>
        from condition in Conditions(order)
        let row = condition.Row
        where row.Instead is not null
        let number = IdentityNumber.Parse(condition.Line.Patient?.IdentityNumber, allowTest: true)
        let tooOld = order.Day.DayNumber - condition.Line.Indication!.ExposedOn?.DayNumber > row.ExposedWithinDays
        where tooOld || (number.Ok && number.Value.BirthDate is { } born && Outside(row, AgeOn(born, order.Day)))
        select Said.Of("blue-offer-instead", Info, condition.Line.Number,
            "product", condition.Line.Product.Name, "instead", row.Instead!);

    [Rule(BlueRules.LawAndCircular, "BLT-002", "BLT-010")]
    public static IEnumerable<Said> Outbreak_is_declared(OrderFacts order, RuleNumbers numbers)
    {
        foreach (var (line, row) in Conditions(order).Where(c => c.Row.Asks(BlueNeed.Outbreak)))
            if (line.Indication!.Outbreak is not { } number)
                yield return Said.Of("blue-outbreak-missing", Block, line.Number, "product", line.Product.Name);
            else if (!order.Blue.Outbreaks.Any(o =>
                o.Number == number && o.Disease == row.Disease && o.IsOn(order.Day)))
                yield return Said.Of("blue-outbreak-not-declared", Block, line.Number,
                    "product", line.Product.Name, "outbreak", number, "disease", row.Disease);
    }

    [Rule(BlueRules.Law, "BLT-039")]
    public static IEnumerable<Said> Serogroup_is_named(OrderFacts order, RuleNumbers numbers) =>
        from condition in Conditions(order)
        where condition.Row.Asks(BlueNeed.Serogroup)
            && !order.Blue.Table.Serogroups.Contains(condition.Line.Indication!.Serogroup ?? "")
        select Said.Of("blue-serogroup-missing", Block, condition.Line.Number,
            "product", condition.Line.Product.Name, "possible", string.Join(", ", order.Blue.Table.Serogroups));

    [Rule(BlueRules.LawAndCircular, "BLT-027")]
    public static IEnumerable<Said> Study_programme_is_one_of_eight(OrderFacts order, RuleNumbers numbers) =>
        from condition in Conditions(order)
        where condition.Row.Asks(BlueNeed.StudyProgramme)
            && !order.Blue.Table.StudyProgrammes.Contains(condition.Line.Indication!.StudyProgramme ?? "")
        select Said.Of("blue-study-programme-missing", Block, condition.Line.Number,
            "product", condition.Line.Product.Name,
            "possible", string.Join(", ", order.Blue.Table.StudyProgrammes));

    [Rule(BlueRules.LawAndCircular, "BLT-022")]
    public static IEnumerable<Said> Origin_of_the_parents_is_stated(OrderFacts order, RuleNumbers numbers) =>
        from condition in Conditions(order)
        where condition.Row.Asks(BlueNeed.Statement)
            && string.IsNullOrWhiteSpace(condition.Line.Indication!.Statement)
        select Said.Of("blue-statement-missing", Block, condition.Line.Number, "product", condition.Line.Product.Name);

    static bool Outside(BlueRow row, int age) => age < (row.AgeFrom ?? 0) || age >= row.AgeBelow;

    // All rows a letter stands for have the same conditions, which the table is held to when it is read.
    static IEnumerable<(LineFacts Line, BlueRow Row)> Conditions(OrderFacts order) =>
        from line in BlueRules.Blue(order)
        from row in BlueRules.Rows(order, line).Take(1)
        select (line, row);
}
