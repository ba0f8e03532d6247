using Forsyn.App.Database;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>How many orders came in a way, for a purpose.</summary>
/// <param name="Form">The printed form to use where the web shop cannot be; null where the product decides.</param>
public sealed record PurposeChannels(
    Purpose Purpose, bool WebPreferred, OrderForm? Form, IReadOnlyDictionary<Channel, long> Orders)
{
    public long All => Orders.Values.Sum();
    /// <summary>Orders that came by fax or post although the web shop is the first choice.</summary>
    public long Fallback => WebPreferred ? Orders[Channel.Fax] + Orders[Channel.Post] : 0;
}

/// <summary>Which ways orders came in a period, both days included (CHN-010).</summary>
public sealed record ChannelReport(DateOnly From, DateOnly To, IReadOnlyList<PurposeChannels> Purposes);

/// <summary>
/// Counts the orders of a period by what they are for and how they came. An order for two purposes counts for each.
/// </summary>
public static class ChannelUse
{
    public static readonly IReadOnlyList<Channel> Channels =
        [.. Enum.GetValues<Channel>().Where(channel => channel is not (Channel.Email or Channel.Electronic))];

    public static async Task<ChannelReport> Run(Db db, DateOnly from, DateOnly to)
    {
        var rows = await db.List<Row>("""
            select o.channel, l.purpose, count(distinct o.number) as orders
            from orders o join order_line l on l.order_number = o.number
            where o.placed_at >= @since and o.placed_at < @until
            group by o.channel, l.purpose
            """,
            new
            {
                since = Moment.InOslo(from, TimeOnly.MinValue).Microseconds,
                until = Moment.InOslo(to.AddDays(1), TimeOnly.MinValue).Microseconds,
            });
        var counted = rows.ToDictionary(row => (row.Purpose, row.Channel), row => row.Orders);
        return new(from, to, [.. Enum.GetValues<Purpose>().Select(purpose => new PurposeChannels(
            purpose, ChannelRules.PrefersWeb(purpose), OrderForms.Own(purpose), Channels.ToDictionary(
                channel => channel,
                channel => counted.GetValueOrDefault((Kebab.Of(purpose), Kebab.Of(channel))))))]);
    }

    sealed class Row
    {
        public string Channel { get; init; } = "";
        public string Purpose { get; init; } = "";
        public long Orders { get; init; }
    }
}
