using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Shortages;

/// <param name="Occasion">interruption, undelivered-order or agency-request; only the first time.</param>
/// <param name="Reporter">The holder of the authorisation; a wholesaler is itself. Only the first time.</param>
/// <param name="Articles">Packages, in the catalogue by article number.</param>
/// <param name="StartsOn">yyyy-MM-dd.</param>
/// <param name="EndsOn">The first day it is expected back, yyyy-MM-dd; left out where nobody knows.</param>
/// <param name="NotifiedAt">yyyy-MM-ddTHH:mm in Oslo, when it came; now when left out, and for a wholesaler.</param>
public sealed record NoticeRequest(
    string? Occasion, string? Reporter, string? Atc, IReadOnlyList<string>? Articles, bool Permanent, string? StartsOn,
    string? EndsOn, string? Reason, string? Text, string? NotifiedAt = null);

/// <summary>
/// Takes a shortage notification in, new or changed: at the agency's desk for the holder of the authorisation, or from
/// a wholesaler for an order that cannot be delivered. What was said before stays.
/// </summary>
public static class ReportNotice
{
    static readonly DateOnly Oldest = new(2000, 1, 1);

    /// <summary>Refuses notice-faulty with all that is wrong at once.</summary>
    public static Task<Result<NoticeView>> Run(Db db, NoticeRequest request, Moment now, Caller caller) =>
        db.Write(tx => In(tx, request, made: false, now, caller), caller.Once);

    internal static async Task<Result<NoticeView>> In(
        Tx tx, NoticeRequest request, bool made, Moment now, Caller caller)
    {
        var written = new WrittenForm("GOA-016");
        var itself = !caller.May(Policy.NoticeReadAll);
        var occasion = written.Word<NoticeOccasion>(request.Occasion, "notice-occasion");
        if (itself && occasion is not (null or NoticeOccasion.UndeliveredOrder))
            written.Fault("notice-occasion-of-wholesaler");
        var reporter = itself ? caller.PartyName
            : written.Text(request.Reporter, "notice-reporter", WrittenForm.LongestLine);
        var (notice, version) = await Read(tx, request, occasion ?? default, itself, null, now, written);
        if (written.Refused("notice-faulty") is { } no) return no;
        var id = tx.Ids.Next();
        var batch = new Batch(tx).Add("insert into shortage_notice (id, occasion, reporter, reporter_id, state, " +
            "versions, in_time, made) values (?, ?, ?, ?, 'open', 1, ?, ?)", id, Kebab.Of(notice.Occasion), reporter,
            itself ? caller.Party : null, NoticeRules.NoticeCameInTime(notice.Occasion, notice.StartsOn,
                version.At.Day, Rules.Book.On(version.At.Day)), made);
        Insert(batch, id, 1, notice, version, now, caller);
        await batch.Run();
        return await Notices.View(tx, id, now.Day, caller);
    }

    /// <summary>
    /// Changes what a notification says. Refuses notice-unknown, notice-not-in-state where it is closed or deleted,
    /// notice-period-over where the end it gave has passed, and notice-faulty.
    /// </summary>
    public static Task<Result<NoticeView>> Change(Db db, long id, NoticeRequest request, Moment now, Caller caller) =>
        db.Write<NoticeView>(async tx =>
        {
            await Lock(tx, id);
            if (await Notices.Find(tx, id, caller) is not { } row)
                return Refusal.Of("notice-unknown", "notice", $"{id}");
            if (!row.IsOpen) return Refusal.Of("notice-not-in-state", "notice", $"{id}");
            if (!row.MayBeChanged(now.Day))
                return Refusal.Of("notice-period-over", "notice", $"{id}", "day", $"{row.EndsOn:yyyy-MM-dd}");
            var written = new WrittenForm("GOA-016");
            var itself = !caller.May(Policy.NoticeReadAll);
            var (notice, version) = await Read(tx, request, Kebab.Read<NoticeOccasion>(row.Occasion), itself,
                row.NotifiedAt, now, written);
            if (written.Refused("notice-faulty") is { } no) return no;
            var batch = new Batch(tx).Add("update shortage_notice set versions = versions + 1 where id = ?", id);
            Insert(batch, id, row.Versions + 1, notice, version, now, caller);
            await batch.Run();
            return await Notices.View(tx, id, now.Day, caller);
        }, caller.Once);

    /// <summary>Nobody else changes the notification until the transaction is over.</summary>
    internal static Task Lock(Tx tx, long id) => tx.Kind == DbKind.Postgres
        ? tx.List<long>("select id from shortage_notice where id = @id for update", new { id }) : Task.CompletedTask;

    static async Task<(Notice, Version)> Read(Tx tx, NoticeRequest request, NoticeOccasion occasion, bool itself,
        Moment? after, Moment now, WrittenForm written)
    {
        var atc = request.Atc?.Trim().ToUpperInvariant() ?? "";
        if (atc == "") written.Fault("notice-atc");
        var articles = DecideRestriction.Words(request.Articles);
        var known = await tx.List<ProductRow>("select article_number, atc, strength, substance from product " +
            "where article_number in @articles order by article_number", new { articles = InList.Of(articles) });
        foreach (var unknown in articles.Except(known.Select(row => row.ArticleNumber)))
            written.Fault("sale-article", "article", unknown);
        var starts = written.Day(request.StartsOn, "notice-starts", Oldest);
        var ends = written.Day(request.EndsOn, "notice-ends", needed: false);
        var reason = written.Word<ShortageReason>(request.Reason, "notice-reason");
        var text = written.Text(request.Text, "notice-text");
        var at = itself || string.IsNullOrWhiteSpace(request.NotifiedAt) ? now : WrittenForm.Minute(request.NotifiedAt);
        if (at is null || at > now || at < after || at.Value.Day < Oldest) written.Fault("notice-notified-at");
        var notice = new Notice(occasion, atc,
            [.. known.Select(row => new NoticePack(ArticleNumber.Of(row.ArticleNumber), row.Atc, row.Strength))],
            request.Permanent, starts ?? now.Day, ends);
        written.Faults.AddRange(NoticeRules.NoticeOfShortage(notice, Rules.Book.On(now.Day)));
        return (notice, new(known.FirstOrDefault()?.Substance ?? "", reason ?? default, text, at ?? now));
    }

    static void Insert(Batch batch, long id, long number, Notice notice, Version version, Moment now, Caller caller) =>
        batch.Add("insert into shortage_notice_version (notice_id, number, atc, substance, articles, permanent, " +
            "starts_on, ends_on, reason, text, notified_at, recorded_at, by_person, by_party) values " +
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, number, notice.Atc, version.Substance,
            string.Join(',', notice.Packs.Select(pack => pack.Article)), notice.Permanent, notice.StartsOn,
            notice.EndsOn, Kebab.Of(version.Reason), version.Text, version.At, now, caller.Name, caller.PartyName);

    sealed record Version(string Substance, ShortageReason Reason, string Text, Moment At);

    sealed class ProductRow
    {
        public string ArticleNumber { get; init; } = "";
        public string Atc { get; init; } = "";
        public string Strength { get; init; } = "";
        public string Substance { get; init; } = "";
    }
}
