using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Preparedness;

/// <summary>Sales of a month as they came in.</summary>
/// <param name="Seller">Key of the wholesaler; the caller's own party when left out.</param>
/// <param name="Month">Such as 2026-05; a month that is over.</param>
/// <param name="Source">file, page or api.</param>
public sealed record SalesRequest(string? Seller, string? Month, string Source = "api", string Name = "");

/// <summary>What became of a file of sales.</summary>
/// <param name="AlreadyDone">The same file counted before; nothing was changed.</param>
/// <param name="Replaced">An earlier file of the month, which is kept and no longer counts.</param>
public sealed record SalesAnswer(
    long Id, string Seller, string Month, bool AlreadyDone, long Lines, long Packs, long Products, long? Replaced);

/// <summary>
/// Takes in what a wholesaler sold to pharmacies and hospitals in a month: checks it whole, keeps the lines, and sums
/// them in the same transaction. A later file of the month replaces the earlier one, which stays as it came.
/// </summary>
public static class ImportSales
{
    public const int MostLines = 5_000_000;

    /// <summary>A line may hold this many packs, so that no sum of any file overflows.</summary>
    const long MostPacks = 1_000_000_000;
    const int FindingsToldAtMost = 500;

    /// <summary>
    /// Refuses sales-month, sales-seller-unknown, not-allowed for another's sales, sales-too-long, what the file
    /// refuses and, with all that is wrong as findings, sales-faulty; nothing is written then.
    /// </summary>
    public static async Task<Result<SalesAnswer>> Run(
        Db db, SalesRequest request, IAsyncEnumerable<SaleLine> lines, Moment now, Caller caller,
        Action<string>? progress = null)
    {
        if (!Month.TryParse(request.Month?.Trim(), out var month) || month >= Month.Of(now.Day))
            return Refusal.Of("sales-month", "month", request.Month ?? "");
        var seller = await Seller(db, request, caller);
        if (!seller.Ok) return seller.Refusal!;
        var read = new ReadSales(await KnownBuyers(db), await KnownArticles(db));
        try
        {
            await foreach (var line in lines)
            {
                if (read.Lines == MostLines)
                    return Refusal.Of("sales-too-long", "most", MostLines.ToString(CultureInfo.InvariantCulture));
                read.Take(line);
                if (read.Lines % 250_000 == 0) progress?.Invoke($"{read.Lines} lines read");
            }
        }
        catch (SalesUnreadable unreadable)
        {
            return unreadable.Why;
        }
        if (read.Lines == 0) return Refusal.Of("report-empty");
        if (read.FaultCount > 0)
            return new Refusal("sales-faulty", Refusal.Of("", "errors", $"{read.FaultCount}", "lines", $"{read.Lines}")
                .Args, read.Faults);
        progress?.Invoke($"{read.Lines} lines checked");
        return await db.Write<SalesAnswer>(tx => Save(tx, seller.Value, $"{month}", request, read, now, caller),
            caller.Once);
    }

    static async Task<Result<(long Id, string Key)>> Seller(Db db, SalesRequest request, Caller caller)
    {
        var found = await db.One<PartyRow>("select id, key, type from party where type = 'wholesaler' and " +
            "(key = @key or @key = '' and id = @own)", new
        {
            key = request.Seller?.Trim() ?? "", own = caller.Party ?? 0,
        });
        if (found is null) return Refusal.Of("sales-seller-unknown", "seller", request.Seller ?? "");
        return found.Id == caller.Party || caller.May(Policy.PreparednessManage) ? (found.Id, found.Key)
            : Refusal.Of("not-allowed", "policy", Policy.PreparednessManage);
    }

    // A number that two parties share names neither of them.
    static async Task<Dictionary<string, (long Id, string Type)>> KnownBuyers(Db db)
    {
        var rows = await db.List<PartyRow>("select id, key, type, coalesce(gln, '') as gln, " +
            "coalesce(organisation_number, '') as organisation_number from party " +
            "where type in ('pharmacy', 'hospital', 'doctors-office', 'health-station', 'wholesaler')");
        var known = rows.ToDictionary(row => row.Key, row => (row.Id, row.Type));
        foreach (var number in (Func<PartyRow, string>[])[row => row.Gln, row => row.OrganisationNumber])
            foreach (var same in rows.Where(row => number(row) != "").GroupBy(number).Where(g => !g.Skip(1).Any()))
                known.TryAdd(same.Key, (same.First().Id, same.First().Type));
        return known;
    }

    static async Task<Dictionary<string, int>> KnownArticles(Db db)
    {
        var known = new Dictionary<string, int>();
        foreach (var article in await db.List<string>("select article_number from product union " +
            "select article_number from fest_package")) known.TryAdd(article, known.Count);
        return known;
    }

    static async Task<Result<SalesAnswer>> Save(Tx tx, (long Id, string Key) seller, string month,
        SalesRequest request, ReadSales read, Moment now, Caller caller)
    {
        if (tx.Kind == DbKind.Postgres)
            await tx.Do("select id from party where id = @Id for no key update", new { seller.Id });
        var before = await tx.One<FileRow>("select id, fingerprint from sales_file where seller_id = @Id " +
            "and month = @month order by id desc limit 1", new { seller.Id, month });
        var fingerprint = read.Fingerprint();
        if (before?.Fingerprint == fingerprint)
            return new SalesAnswer(before.Id, seller.Key, month, true, read.Lines, read.Packs, read.Products, null);
        var id = tx.Ids.Next();
        await Write(tx, new(id, seller.Id, month, fingerprint, request.Name, request.Source, read.Lines, read.Packs,
            before?.Id, false, now, caller.Name), read.Sums());
        await Bulk.Load(tx, "sale", ["file_id", "buyer_id", "article_number", "packs"], read.Rows(id));
        return new SalesAnswer(id, seller.Key, month, false, read.Lines, read.Packs, read.Products, before?.Id);
    }

    /// <summary>Writes the head of a file, and its sums in place of those the month had.</summary>
    internal static async Task Write(
        Tx tx, SalesHead head, IEnumerable<(string Article, string BuyerType, long Packs)> sums)
    {
        await Bulk.Load(tx, "sales_file", ["id", "seller_id", "month", "fingerprint", "name", "source", "lines",
            "packs", "replaces", "made", "received_at", "received_by"],
            [[head.Id, head.Seller, head.Month, head.Fingerprint, head.Name, head.Source, head.Lines, head.Packs,
                head.Replaces, head.Made, head.Now, head.By]]);
        await tx.Do("delete from turnover where seller_id = @Seller and month = @Month",
            new { head.Seller, head.Month });
        await Bulk.Load(tx, "turnover", ["seller_id", "month", "article_number", "buyer_type", "packs"],
            sums.Select(sum => (object?[])[head.Seller, head.Month, sum.Article, sum.BuyerType, sum.Packs]));
    }

    internal sealed record SalesHead(
        long Id, long Seller, string Month, string Fingerprint, string Name, string Source, long Lines, long Packs,
        long? Replaces, bool Made, Moment Now, string By);

    /// <summary>Lines as they are read: checked one by one, kept in sixteen bytes each.</summary>
    sealed class ReadSales(Dictionary<string, (long Id, string Type)> buyers, Dictionary<string, int> articles)
    {
        readonly List<(long Buyer, int Article, int Packs)> _rows = [];
        // A bit for each article of each buyer: a set of the lines themselves takes more than the lines.
        readonly Dictionary<long, BitArray> _seen = [];
        readonly Dictionary<(int, string), long> _sums = [];
        readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Lines { get; private set; }
        public long Packs { get; private set; }
        public long Products => _sums.Keys.Select(key => key.Item1).Distinct().LongCount();
        public long FaultCount { get; private set; }
        public List<Finding> Faults { get; } = [];

        public void Take(SaleLine line)
        {
            Lines++;
            var (buyer, article) = (line.Buyer?.Trim() ?? "", line.ArticleNumber?.Trim() ?? "");
            var sound = true;
            if (!buyers.TryGetValue(buyer, out var party))
                sound = Fault("sales-customer-unknown", line, "customer", buyer);
            // Spreadsheets take the leading zeros of an article number away.
            if (!articles.TryGetValue(article, out var product)
                && !articles.TryGetValue(article.PadLeft(6, '0'), out product))
                sound = Fault("sales-product-unknown", line, "articleNumber", article);
            if (!long.TryParse(line.Packs, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var packs)
                || packs is > MostPacks or < -MostPacks)
                sound = Fault("sales-packs-unreadable", line, "packs", line.Packs ?? "");
            if (sound && !First(party.Id, product)) sound = Fault("sales-line-twice", line, "customer", buyer);
            // Nothing of a file with a fault is used.
            if (!sound || FaultCount > 0) return;
            _rows.Add((party.Id, product, (int)packs));
            Packs += packs;
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (product, party.Type), out _);
            sum += packs;
            _hash.AppendData(Encoding.UTF8.GetBytes($"{party.Id} {product} {packs}\n"));
        }

        bool First(long buyer, int article)
        {
            if (!_seen.TryGetValue(buyer, out var bought)) _seen[buyer] = bought = new BitArray(articles.Count);
            if (bought[article]) return false;
            return bought[article] = true;
        }

        bool Fault(string code, SaleLine line, string column, string value)
        {
            if (++FaultCount <= FindingsToldAtMost)
                Faults.Add(new(code, Severity.Block, line.Row, [], "", Refusal.Of(code, "row", $"{line.Row}",
                    "column", column, "value", value).Args));
            return false;
        }

        public string Fingerprint() => Convert.ToHexStringLower(_hash.GetCurrentHash());

        public IEnumerable<(string, string, long)> Sums()
        {
            var names = Names();
            return _sums.Select(sum => (names[sum.Key.Item1], sum.Key.Item2, sum.Value));
        }

        public IEnumerable<object?[]> Rows(long file)
        {
            var names = Names();
            return _rows.Select(row => (object?[])[file, row.Buyer, names[row.Article], (long)row.Packs]);
        }

        string[] Names() => [.. articles.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
    }

    sealed class PartyRow
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
        public string Type { get; init; } = "";
        public string Gln { get; init; } = "";
        public string OrganisationNumber { get; init; } = "";
    }

    sealed class FileRow
    {
        public long Id { get; init; }
        public string Fingerprint { get; init; } = "";
    }
}
