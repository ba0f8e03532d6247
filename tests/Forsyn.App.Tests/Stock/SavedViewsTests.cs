using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class SavedViewsTests
{
    static readonly Moment Now = Databases.SeededAt;
    static readonly Caller Anna = new("anna", "Anna", [], 7, ""), Bo = new("bo", "Bo", [], 7, ""),
        Cato = new("cato", "Cato", [], 8, "");

    [Theory, EveryDatabase]
    public async Task A_view_is_kept_by_name_and_seen_by_others_of_the_party_only_when_it_is_shared(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var own = (await SavedViews.Save(db, new("Vestland", new(County: "46", Cursor: "x|y")), Now, Anna)).Value;
        Assert.Equal((new StockQuestion(County: "46"), true, false), (own.Question, own.Own, own.Shared));
        await SavedViews.Save(db, new("Insulin", new(Atc: "A10A"), Shared: true), Now, Anna);
        Assert.Equal(["Insulin", "Vestland"], await Names(db, Anna));
        Assert.Equal(["Insulin"], await Names(db, Bo));
        Assert.False((await SavedViews.List(db, Bo))[0].Own);
        Assert.Empty(await Names(db, Cato));

        // The same name again is the same view; another's may not be removed.
        var more = new StockQuestion(County: "46", GroupBy: "holder");
        var again = (await SavedViews.Save(db, new(" Vestland ", more), Now, Anna)).Value;
        Assert.Equal((own.Id, "holder"), (again.Id, again.Question.GroupBy));
        Assert.Equal("view-unknown", (await SavedViews.Remove(db, own.Id, Bo)).Refusal?.Code);
        Assert.True((await SavedViews.Remove(db, own.Id, Anna)).Ok);
        Assert.Equal(["Insulin"], await Names(db, Anna));
    }

    [Theory, EveryDatabase]
    public async Task One_view_at_most_is_what_the_overview_opens_with(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await SavedViews.Save(db, new("one", new(), Shared: true, IsDefault: true), Now, Anna);
        await SavedViews.Save(db, new("two", new(), IsDefault: true), Now, Anna);
        Assert.Equal("two", (await SavedViews.List(db, Anna)).Single(view => view.IsDefault).Name);
        // What opens for one does not open for another it is shared with.
        Assert.DoesNotContain(await SavedViews.List(db, Bo), view => view.IsDefault);
    }

    [Theory, EveryDatabase]
    public async Task A_view_without_a_name_or_with_a_question_that_cannot_be_read_is_refused(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        Assert.Equal("view-name-missing", (await SavedViews.Save(db, new(" ", new()), Now, Anna)).Refusal?.Code);
        Assert.Equal("view-name-long",
            (await SavedViews.Save(db, new(new string('a', 61), new()), Now, Anna)).Refusal?.Code);
        Assert.Equal("stock-question-wrong",
            (await SavedViews.Save(db, new("a", new(Pool: "swimming")), Now, Anna)).Refusal?.Code);
        for (var i = 0; i < SavedViews.EachAtMost; i++)
            Assert.True((await SavedViews.Save(db, new($"{i}", new()), Now, Anna)).Ok);
        Assert.Equal("views-too-many", (await SavedViews.Save(db, new("more", new()), Now, Anna)).Refusal?.Code);
        Assert.True((await SavedViews.Save(db, new("7", new(County: "03")), Now, Anna)).Ok);
    }

    static async Task<IEnumerable<string>> Names(Db db, Caller caller) =>
        (await SavedViews.List(db, caller)).Select(view => view.Name);
}
