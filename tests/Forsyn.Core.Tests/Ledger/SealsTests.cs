using System.Security.Cryptography;
using System.Text;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;

namespace Forsyn.Core.Tests.Ledger;

public class SealsTests
{
    static readonly Transfer Sample = new(
        1, 7, new Quantity(60), Slot.Outside(Status.Supplier), new Slot(Status.Available, 1, Pool.Sale), "receive",
            "receipt/1",
        new DateOnly(2026, 5, 15));

    static SealedRow Row(long id) => new(100 + id, id, id, Sample, new Moment(5), "someone");

    static string Root(params long[] ids)
    {
        var tree = new SealTree();
        foreach (var id in ids) tree.Add(Row(id));
        return tree.Root();
    }

    // The definition of RFC 6962, by recursion: split at the largest power of two below the count.
    static byte[] Recursive(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1) return leaves[0];
        var split = 1;
        while (split * 2 < leaves.Length) split *= 2;
        return SHA256.HashData([1, .. Recursive(leaves[..split]), .. Recursive(leaves[split..])]);
    }

    [Fact]
    public void The_root_of_rows_that_come_one_at_a_time_is_that_of_the_whole_tree()
    {
        for (var count = 1; count <= 70; count++)
        {
            var ids = Enumerable.Range(1, count).Select(id => (long)id).ToArray();
            var leaves = ids.Select(id => Seals.Leaf(Row(id))).ToArray();
            Assert.Equal(Convert.ToHexStringLower(Recursive(leaves)), Root(ids));
        }
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([])), Root());
    }

    [Fact]
    public void The_text_of_a_row_is_fixed_for_ever_since_old_seals_are_worked_out_from_it()
    {
        Assert.Equal("103 3 3 1 7 60 10 0 0 0 1 1 739750 5 - - 7:receive 9:receipt/1 7:someone ", Seals.Text(Row(3)));
        Assert.Equal(SHA256.HashData([0, .. Encoding.UTF8.GetBytes(Seals.Text(Row(3)))]), Seals.Leaf(Row(3)));
    }

    [Fact]
    public void Every_field_of_a_row_is_sealed_and_their_order_too()
    {
        var row = Row(3);
        SealedRow[] others =
        [
            row with { Tx = 1 }, row with { Id = 1 }, row with { Link = 1 }, row with { RecordedAt = new(6) },
                row with { RecordedBy = "x" },
            .. ((Transfer[])
            [
                Sample with { Holder = 2 }, Sample with { Lot = 8 }, Sample with { Quantity = new(61) },
                Sample with { From = Slot.Outside(Status.Counted) }, Sample with { To = Sample.To with { Place = 2 } },
                Sample with { To = Sample.To with { Pool = Pool.Emergency } }, Sample with { Reason = "count" },
                Sample with { Source = "receipt/2" }, Sample with { CountsOn = new(2026, 5, 16) },
                    Sample with { Settles = 1 },
                Sample with { Corrects = 1 }, Sample with { Reason = "receive 9:receipt/1", Source = "" },
            ]).Select(t => row with { Transfer = t }),
        ];
        Assert.Equal(others.Length + 1, others.Append(row).Select(Seals.Text).Distinct().Count());
        Assert.NotEqual(Root(1, 2, 3), Root(2, 1, 3));
        Assert.NotEqual(Root(1, 2), Root(1, 2, 2));
    }

    [Fact]
    public void A_head_takes_in_the_head_before_it_and_every_field_of_the_seal()
    {
        string[] heads =
        [
            Seals.Head("", 1, 1, 9, 4, "r", new(5)), Seals.Head("x", 1, 1, 9, 4, "r", new(5)),
                Seals.Head("", 2, 1, 9, 4, "r", new(5)),
            Seals.Head("", 1, 2, 9, 4, "r", new(5)), Seals.Head("", 1, 1, 8, 4, "r", new(5)),
                Seals.Head("", 1, 1, 9, 3, "r", new(5)),
            Seals.Head("", 1, 1, 9, 4, "s", new(5)), Seals.Head("", 1, 1, 9, 4, "r", new(6)),
        ];
        Assert.Equal(heads.Length, heads.Distinct().Count());
    }
}
