using System.Data.Common;
using Dapper;
using Forsyn.App.Basics;
using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering.Influenza;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;

namespace Forsyn.App.Ordering;

/// <summary>An order ready to be judged: its facts, the lots that could serve it, and what could not be read.</summary>
public sealed record JudgedOrder(
    OrderFacts? Facts, long CustomerId, IReadOnlyDictionary<string, List<LotAtPlace>> Lots,
    IReadOnlyList<ReadLine> Lines,
    IReadOnlyList<Finding> Problems, string Address);

/// <summary>Loads everything the rules and the allocation need, in one round trip.</summary>
public static class LoadOrderFacts
{
    const string Lots = """
        select l.article_number, l.id as lot, l.lot_number, l.expires_on, b.place_id as place, b.pool, b.quantity
        from lot l join balance b on b.holder_id = @supplier and b.status = 0 and b.lot_id = l.id
        where l.article_number in @articles and b.quantity > 0
        """;

    // A statement of its own after the lots are locked: a release that was waited for has moved its floor too.
    const string Floors = """
        select article_number, pool, units from duty_floor
        where holder_id = @supplier and article_number in @articles
        """;

    const string Customer = """
        select p.id, p.key, p.type, p.municipality_number, p.address,
            (select n.name_nb from party_name n where n.party_id = p.id and n.valid_from <= @today
             and (n.valid_to is null or n.valid_to >= @today) order by n.valid_from desc limit 1) as name
        from party p where p.id = @id or p.key = @key
        """;

    const string Use = """
        select article_number, sum(case when month >= @since then doses else 0 end) as doses from use_month
        where holder_id = (select id from party where id = @id or key = @key) and article_number in @articles
            and month >= @year
        group by article_number
        """;

    /// <param name="forUpdate">Locks the candidate lots until the transaction ends.</param>
    public static async Task<JudgedOrder> Run(
        DbConnection connection, DbTransaction? transaction, OrderRequest request, Caller caller, long supplier,
        Moment now, bool forUpdate)
    {
        var read = ReadOrder.From(request, now);
        var problems = read.Problems.ToList();
        var requisitioner = ReadOrder.Requisitioner(request, caller, problems);
        var mayNameOthers = caller.May(Policy.OrderRegister) || caller.May(Policy.UrgentHandOut);
        var named = string.IsNullOrWhiteSpace(request.Customer) ? null : request.Customer;
        var today = PaperOrders.ReceivedAt(request, now).Day;
        var months = Rules.Book.On(today).Months("advised-use-months");
        var sql = $"{Plans(transaction)}{Customer};{LoadProducts.Sql};{Lots}{ForUpdate(forUpdate)};{Floors};{Use}";
        await using var reader = await connection.QueryMultipleAsync(sql, new
        {
            supplier, today, articles = InList.Of(read.Lines.Select(l => l.Article).Distinct().Order()),
            id = named is null ? caller.Party ?? 0 : long.TryParse(named, out var id) ? id : 0, key = named ?? "",
            since = Month.Of(today).Plus(-months).ToString(), year = Month.Of(today).Plus(-12).ToString(),
        }, transaction);
        var customer = await reader.ReadFirstOrDefaultAsync<CustomerRow>();
        var products = (await reader.ReadAsync<ProductRow>()).Select(r => r.ToProduct())
            .ToDictionary(p => p.ArticleNumber.ToString());
        var lots = ByArticle(await reader.ReadAsync<LotRow>(), await reader.ReadAsync<FloorRow>());
        var use = (await reader.ReadAsync<UseRow>()).ToDictionary(u => u.ArticleNumber, u => new Quantity(u.Doses));

        if (customer is null)
            problems.Add(
                ReadOrder.Problem(named is null ? "customer-missing" : "customer-unknown", null, "customer",
                    named ?? ""));
        else if (!mayNameOthers && customer.Id != caller.Party)
            problems.Add(ReadOrder.Problem("customer-not-yours", null, "customer", customer.Name));
        foreach (var line in read.Lines.Where(l => !products.ContainsKey(l.Article)))
            problems.Add(ReadOrder.Problem("article-unknown", line.Number, "article", line.Article));
        await reader.DisposeAsync();
        var season = await LoadSeason.Run(connection, transaction, request, read, today, problems);
        var lines = read.Lines.Where(l => products.ContainsKey(l.Article)).Select(l => new LineFacts(
            l.Number, products[l.Article], new Quantity(l.Doses), l.Purpose,
            use.TryGetValue(l.Article, out var known) ? known : null)
        {
            Patient = ReadPrescription.Patient(l),
            Indication = ReadPrescription.Indication(l.Number, l.Request, problems),
            Section4 = l.Request.Section4 ?? false, DoseSize = l.Request.DoseSize,
            RecipientBornYear = ReadProgramme.BornYear(l.Request),
            Season = season(l),
        }).ToList();
        var facts = customer is null ? null : new OrderFacts(
            customer.ToParty(), requisitioner, read.Channel, PaperOrders.ReceivedAt(request, now), lines,
            read.PlannedOn, read.Urgent, request.AcceptShorterShelfLife ?? false)
        {
            Programmes = Programmes.All, AddressOnOrder = request.DeliveryAddress,
            Blue = await LoadBlueFacts.Run(connection, transaction, lines),
        };
        var address = string.IsNullOrWhiteSpace(request.DeliveryAddress) ? customer?.Address ?? ""
            : request.DeliveryAddress.Trim();
        var order = new JudgedOrder(facts, customer?.Id ?? 0, lots, read.Lines, problems, address);
        order = await PaperOrders.Into(order, connection, transaction, request, caller, now);
        return await LoadUrgentFacts.Into(order, connection, transaction, request, caller);
    }

    /// <summary>The supplier's available lots by article, locked until the transaction ends.</summary>
    public static async Task<Dictionary<string, List<LotAtPlace>>> LoadLots(
        Tx tx, long supplier, IEnumerable<string> articles)
    {
        var args = new { supplier, articles = InList.Of(articles.Distinct().Order()) };
        var rows = await tx.List<LotRow>(Lots + ForUpdate(tx.Kind == DbKind.Postgres), args);
        return ByArticle(rows, await tx.List<FloorRow>(Floors, args));
    }

    static Dictionary<string, List<LotAtPlace>> ByArticle(IEnumerable<LotRow> rows, IEnumerable<FloorRow> floors)
    {
        var floor = floors.ToDictionary(one => (one.ArticleNumber, one.Pool), one => new Quantity(one.Units));
        return rows.GroupBy(l => l.ArticleNumber).ToDictionary(g => g.Key, g => g.Select(l =>
            l.ToLot(floor.TryGetValue((l.ArticleNumber, l.Pool), out var least) ? least : null)).ToList());
    }

    // An order's statements look rows up by key: one plan serves all, and planning afresh cost a third as much again.
    static string Plans(DbTransaction? transaction) =>
        transaction is Npgsql.NpgsqlTransaction ? "set local plan_cache_mode = force_generic_plan;" : "";

    // Rows are locked in the order of Account, so that two orders for the same lots queue instead of deadlocking. Where
    // nothing is locked no order is asked for: it would lead the database through all of the supplier's balances.
    static string ForUpdate(bool wanted) =>
        wanted ? " order by b.status, b.holder_id, b.lot_id, b.place_id, b.pool for update of b" : "";

    sealed class CustomerRow
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
        public string Type { get; init; } = "";
        public string Name { get; init; } = "";
        public string? MunicipalityNumber { get; init; }
        public string Address { get; init; } = "";

        public Party ToParty() => new(new PartyKey(Key), Name, Kebab.TryParse<PartyType>(Type, out var type)
            ? type : throw new InvariantBroken($"party {Key} has the type '{Type}'"), MunicipalityNumber ?? "");
    }

    sealed class LotRow
    {
        public string ArticleNumber { get; init; } = "";
        public long Lot { get; init; }
        public string LotNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
        public long Place { get; init; }
        public Pool Pool { get; init; }
        public long Quantity { get; init; }

        public LotAtPlace ToLot(Quantity? floor) =>
            new(Lot, LotNumber, ExpiresOn, Place, Pool, new Quantity(Quantity), floor);
    }

    /// <summary>What orders must leave in a pool that is a stockpile with a target.</summary>
    sealed class FloorRow
    {
        public string ArticleNumber { get; init; } = "";
        public Pool Pool { get; init; }
        public long Units { get; init; }
    }

    sealed class UseRow
    {
        public string ArticleNumber { get; init; } = "";
        public long Doses { get; init; }
    }
}
