using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness;
using Forsyn.Core.Basics;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

/// <summary>The seeded country with those who have to do with the stockpile duty.</summary>
sealed record DutyRoad(TestDatabase Test, IReadOnlyDictionary<Role, Caller> People) : IAsyncDisposable
{
    public static readonly Moment Now = Databases.SeededAt;
    public static readonly DateOnly Today = Now.Day;
    public static readonly string[] Commissioners = ["dmp", "hso", "hv", "hmn", "hn"];

    public Db Db => Test.Db;
    public Caller Regulator => People[Role.Regulator];
    public Caller Ministry => People[Role.Ministry];
    public Caller Wholesaler => People[Role.WholesalerClerk];
    public Caller Administrator => People[Role.StockpileAdministrator];

    public static async Task<DutyRoad> On(DbKind kind)
    {
        var test = await Databases.Seeded(kind);
        var people = (await Personas.Of(test.Db, Now).All()).ToDictionary(caller => caller.Roles[0]);
        return new(test, people);
    }

    public static WrittenChange Change(
        string kind, string atc, string? span, string? name = null, string? day = "2026-05-01") =>
        new(kind, atc, name, null, span, null, "Take it in with this much", "There is no other treatment", day);

    public Task<Result<ProposalView>> Propose(string scheme, params WrittenChange[] changes) =>
        ProposeChanges.Run(Db, new(scheme, "Changes of the summer", Commissioners, changes), Now, Regulator);

    public async Task<long> Proposed(string scheme, params WrittenChange[] changes)
    {
        var done = await Propose(scheme, changes);
        Assert.True(done.Ok, string.Join(", ", done.Refusal?.Findings?.Select(f => f.Code) ?? []));
        return done.Value.Proposal.Id;
    }

    public Task<Result<ProposalRow>> Decide(long id, Caller caller, DateOnly? from = null, bool accept = true) =>
        DecideProposal.Run(Db, id, new(accept, "Decision 26/1234", $"{from ?? Today:yyyy-MM-dd}"), Now, caller);

    /// <summary>Codes and spans in force on a day.</summary>
    public async Task<Dictionary<string, string>> Listed(string scheme, DateOnly day) =>
        (await SubstanceList.On(Db, scheme, day)).ToDictionary(row => row.Atc, row => row.Span);

    public Task<Result<SalesAnswer>> Send(
        string month, string csv, Caller? caller = null, string? seller = null, Moment? now = null) =>
        ImportSales.Run(Db, new(seller, month, "file", "sales.csv"),
            SalesFile.Lines(new MemoryStream(Encoding.UTF8.GetBytes(csv))), now ?? Now, caller ?? Wholesaler);

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}
