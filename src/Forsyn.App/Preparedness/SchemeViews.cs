using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness;

/// <summary>A scheme as it stands on a day, with the names its parties have.</summary>
/// <param name="LastDay">Null while it has no end.</param>
/// <param name="Most">The most the duty may ask for, such as 6 months.</param>
public sealed record SchemeView(
    string Scheme, DateOnly From, DateOnly? LastDay, LegalBasis LegalBasis, string Law, IReadOnlyList<string> Owners,
    IReadOnlyList<string> Payers, string? Administrator, IReadOnlyList<string> Holders,
    IReadOnlyList<string> UseDecidedBy, Role? ListDecidedBy, string Most, string? Least, int OrdinaryDays,
    IReadOnlyList<PartyType> TurnoverOf, int BaseMonths, Rhythm Compute, SharingRule Sharing, CountRule CountBy,
    Measure Measure, IReadOnlyList<SchemePart> Parts, string Source);

/// <summary>The schemes for those who read.</summary>
public static class SchemeViews
{
    /// <summary>Those in force on the day.</summary>
    public static async Task<IReadOnlyList<SchemeView>> On(Db db, DateOnly day)
    {
        var schemes = Schemes.All.On(day).ToList();
        var names = await PartyNames.Run(db, schemes.SelectMany(one => (IEnumerable<PartyKey>)
            [.. one.Owners, .. one.Payers, .. one.Holders, .. one.UseDecidedBy,
                .. one.Administrator is { } key ? [key] : Array.Empty<PartyKey>()]).Select(key => key.Value), day);
        string Name(PartyKey key) => names.GetValueOrDefault(key.Value, key.Value);
        IReadOnlyList<string> Names(IReadOnlyList<PartyKey> keys) => [.. keys.Select(Name)];
        return
        [
            .. schemes.Select(one => new SchemeView(one.Scheme, one.Valid.From, one.Valid.LastDay, one.LegalBasis,
                one.Law, Names(one.Owners), Names(one.Payers), one.Administrator is { } key ? Name(key) : null,
                Names(one.Holders), Names(one.UseDecidedBy), one.ListDecidedBy, $"{one.Most}", one.Least?.ToString(),
                one.OrdinaryDays, one.TurnoverOf, one.Base.Months, one.Rhythm, one.Sharing, one.CountBy, one.Measure,
                one.Parts, one.Source)),
        ];
    }
}
