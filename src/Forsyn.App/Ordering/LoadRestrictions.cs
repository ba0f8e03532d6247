using System.Data.Common;
using Dapper;
using Forsyn.App.Database;
using Forsyn.App.Shortages;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Loads the restrictions on sale that hold, and when the customer last bought what they are about.</summary>
static class LoadRestrictions
{
    public static async Task<JudgedOrder> Add(
        DbConnection connection, DbTransaction? transaction, JudgedOrder order)
    {
        if (order.Facts is not { } facts) return order;
        var all = await Restrictions.At(connection, transaction, facts.ReceivedAt);
        var meant = all.Where(one => facts.Lines.Any(line => one.Products.Covers(line.Product.ArticleNumber,
            line.Product.Atc, line.Product.Form))).ToList();
        if (meant.Count == 0) return order;
        var last = (await connection.QueryAsync<LastRow>("""
            select l.article_number, max(coalesce(o.placed_at, o.created_at)) as bought_at from orders o
            join order_line l on l.order_number = o.number
            where o.customer_id = @CustomerId and l.article_number in @articles
                and o.state not in ('draft', 'refused', 'cancelled')
            group by l.article_number
            """, new
        {
            order.CustomerId,
            articles = InList.Of(facts.Lines.Select(line => $"{line.Product.ArticleNumber}").Distinct()),
        }, transaction)).ToDictionary(row => row.ArticleNumber, row => row.BoughtAt.Day);
        return order with
        {
            Facts = facts with
            {
                Restrictions = meant,
                Lines = [.. facts.Lines.Select(line => line with
                {
                    LastBoughtOn = last.TryGetValue($"{line.Product.ArticleNumber}", out var day) ? day : null,
                })],
            },
        };
    }

    sealed class LastRow
    {
        public string ArticleNumber { get; init; } = "";
        public Moment BoughtAt { get; init; }
    }
}
