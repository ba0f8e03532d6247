using System.Text.Json;
using System.Text.Json.Serialization;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Preparedness;

/// <summary>
/// The schemes of one country, in versions by day, read from a file of data/preparedness. Another country is another
/// file.
/// </summary>
public sealed class SchemeSet
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    SchemeSet(IReadOnlyList<DutyScheme> versions) => Versions = versions;

    /// <summary>All versions, by scheme and then by day.</summary>
    public IReadOnlyList<DutyScheme> Versions { get; }

    /// <summary>The schemes in force on a day.</summary>
    public IEnumerable<DutyScheme> On(DateOnly day) => Versions.Where(scheme => scheme.Valid.Contains(day));

    public DutyScheme? On(string scheme, DateOnly day) => On(day).FirstOrDefault(one => one.Scheme == scheme);

    /// <summary>Reads a file; what is unsound in it throws InvariantBroken that says what.</summary>
    public static SchemeSet Parse(string json)
    {
        List<DutyScheme> versions;
        try
        {
            versions = [.. (JsonSerializer.Deserialize<List<Row>>(json, Options) ?? []).Select(row => row.ToScheme())];
        }
        catch (JsonException broken)
        {
            throw new InvariantBroken($"schemes cannot be read: {broken.Message}");
        }
        versions = [.. versions.OrderBy(v => v.Scheme, StringComparer.Ordinal).ThenBy(v => v.Valid.From)];
        foreach (var (a, b) in versions.Zip(versions.Skip(1)))
            if (a.Scheme == b.Scheme && a.Valid.Overlaps(b.Valid))
                throw new InvariantBroken($"{a.Scheme}: {a.Valid} overlaps {b.Valid}");
        foreach (var version in versions) Sound(version);
        return new SchemeSet(versions);
    }

    static void Sound(DutyScheme scheme)
    {
        var fault = scheme.Holders.Count == 0 ? "has no holder"
            : scheme.Least > scheme.Most ? "asks for more at least than at most"
            : scheme.Base.Months < 1 || scheme.Base.From is < 1 or > 12 ? "has no base period"
            : scheme.Sharing == SharingRule.Fixed && scheme.Holders.Any(h => !scheme.Shares.ContainsKey(h.Value))
                ? "shares by weights that not every holder has"
            : null;
        if (fault is not null) throw new InvariantBroken($"{scheme.Scheme} of {scheme.Valid} {fault}");
    }

    sealed record Row(
        string Scheme, DateOnly From, DateOnly? To, List<string> Owners, List<string> Payers, List<string> Holders,
        LegalBasis LegalBasis, string Law, string Most, List<PartyType> TurnoverOf, BaseRule Base, Rhythm Compute,
        SharingRule Sharing, CountRule CountBy, Measure Measure, string Source, int OrdinaryDays = 0,
        Pool Pool = Pool.None, string? Administrator = null, List<string>? UseDecidedBy = null,
        Role? ListDecidedBy = null, string? Least = null, Dictionary<string, long>? Shares = null,
        long RawMaterialAtMost = 0, bool SubstitutesCount = false, bool SurplusCounts = false, bool MayGoUnder = false,
        List<SchemePart>? Parts = null)
    {
        public DutyScheme ToScheme() => new(Scheme, Pool, new DateRange(From, To), Keys(Owners), Keys(Payers),
            Administrator is { } key ? new PartyKey(key) : null, Keys(Holders), LegalBasis, Law, Keys(UseDecidedBy),
            ListDecidedBy, Length(Most), Least is { } least ? Length(least) : null, OrdinaryDays, TurnoverOf, Base,
            Compute, Sharing, Shares ?? [], CountBy, Measure, new Rate(RawMaterialAtMost), SubstitutesCount,
            SurplusCounts, MayGoUnder, Parts ?? [], Source);

        static IReadOnlyList<PartyKey> Keys(List<string>? keys) => [.. (keys ?? []).Select(key => new PartyKey(key))];

        static Span Length(string text) => Span.TryParse(text, out var span) ? span
            : throw new InvariantBroken($"'{text}' is no length such as 6 months");
    }
}
