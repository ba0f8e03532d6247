using Forsyn.App.Database;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>What the books say of a holder when a day ended, and the lots and products a report names.</summary>
sealed class ReportBooks
{
    const int AskedAtOnce = 400;

    readonly Dictionary<long, List<HeldSlot>> _slots = [];
    readonly Dictionary<(string Article, string Number), ReportedLot> _lots = [];
    readonly Dictionary<long, ReportedLot> _byId = [];
    readonly Dictionary<string, ReportedProduct> _products = [];

    public IReadOnlyDictionary<long, List<HeldSlot>> Slots => _slots;
    public ReportedProduct? Product(string article) => _products.GetValueOrDefault(article);
    public ReportedLot? Lot(string article, string number) => _lots.GetValueOrDefault((article, number));
    public ReportedLot Lot(long id) => _byId[id];
    public IReadOnlyList<HeldSlot> Of(long? lot) =>
        lot is { } id && _slots.TryGetValue(id, out var slots) ? slots : [];

    public static async Task<ReportBooks> Load(
        Tx tx, long holder, DateOnly day, DateOnly today, IEnumerable<(string Article, string Lot)> named)
    {
        var books = new ReportBooks();
        var later = day < today ? await Later(tx, holder, day) : [];
        foreach (var row in await tx.List<HeldRow>("""
            select b.status, b.lot_id, b.place_id, b.pool, b.quantity, l.article_number, l.lot_number, l.expires_on
            from balance b join lot l on l.id = b.lot_id
            where b.holder_id = @holder and b.status in (0, 2, 3, 4)
            """, new { holder }))
        {
            var slot = new Slot(row.Status, row.PlaceId, row.Pool);
            if (!books._slots.TryGetValue(row.LotId, out var slots))
            {
                books._slots[row.LotId] = slots = [];
                books.Add(row.ToLot());
            }
            slots.Add(new(row.LotId, slot, row.Quantity - later.GetValueOrDefault((row.LotId, slot)), row.Quantity));
        }
        foreach (var slots in books._slots.Values.Where(slots => slots.Count > 1))
            slots.Sort((a, b) => new Account(holder, a.Slot, a.Lot).CompareTo(new Account(holder, b.Slot, b.Lot)));
        await books.LoadOthers(tx, named);
        return books;
    }

    void Add(ReportedLot lot)
    {
        _lots[(lot.Article, lot.Number)] = lot;
        _byId[lot.Id] = lot;
    }

    // Products, and what the holder has never had: lots others have.
    async Task LoadOthers(Tx tx, IEnumerable<(string Article, string Lot)> named)
    {
        var others = named.Where(one => !_lots.ContainsKey(one)).Distinct().ToList();
        if (others.Count > 0)
        {
            await tx.Do("create temp table if not exists reported (article_number text, lot_number text)");
            await tx.Do("delete from reported");
            await Bulk.Load(tx, "reported", ["article_number", "lot_number"],
                others.Select(one => (object?[])[one.Article, one.Lot]));
            foreach (var row in await tx.List<LotRow>(
                "select l.id as lot_id, l.article_number, l.lot_number, l.expires_on " +
                "from reported r join lot l on l.article_number = r.article_number and l.lot_number = r.lot_number"))
                Add(row.ToLot());
            await tx.Do("delete from reported");
        }
        const string products = "select article_number, name, class, doses_per_pack from product";
        var articles = _byId.Values.Select(lot => lot.Article).Concat(others.Select(one => one.Article)).ToHashSet();
        // Of very many, all is the shorter question.
        foreach (var row in articles.Count > AskedAtOnce ? await tx.List<ProductRow>(products)
            : await tx.List<ProductRow>($"{products} where article_number in @articles",
                new { articles = InList.Of(articles) }))
            _products.TryAdd(row.ArticleNumber, row.ToProduct());
    }

    static async Task<Dictionary<(long, Slot), long>> Later(Tx tx, long holder, DateOnly day) =>
        (await tx.List<LaterRow>("""
            select lot_id, status, place_id, pool, cast(sum(units) as bigint) as units from (
                select lot_id, to_status as status, to_place as place_id, to_pool as pool, quantity as units
                from transfer where holder_id = @holder and counts_on > @day and to_status < 10
                union all
                select lot_id, from_status, from_place, from_pool, -quantity
                from transfer where holder_id = @holder and counts_on > @day and from_status < 10) moved
            group by lot_id, status, place_id, pool
            """, new { holder, day }))
        .ToDictionary(row => (row.LotId, new Slot(row.Status, row.PlaceId, row.Pool)), row => row.Units);

    sealed class ProductRow
    {
        public string ArticleNumber { get; init; } = "";
        public string Name { get; init; } = "";
        public string Class { get; init; } = "";
        public long DosesPerPack { get; init; }
        public ReportedProduct ToProduct() =>
            new(ArticleNumber, Name, Kebab.Read<ProductClass>(Class), DosesPerPack);
    }

    sealed class HeldRow : LotRow
    {
        public Status Status { get; init; }
        public long PlaceId { get; init; }
        public Pool Pool { get; init; }
        public long Quantity { get; init; }
    }

    class LotRow
    {
        public long LotId { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
        public ReportedLot ToLot() => new(LotId, ArticleNumber, LotNumber, ExpiresOn);
    }

    sealed class LaterRow
    {
        public long LotId { get; init; }
        public Status Status { get; init; }
        public long PlaceId { get; init; }
        public Pool Pool { get; init; }
        public long Units { get; init; }
    }
}
