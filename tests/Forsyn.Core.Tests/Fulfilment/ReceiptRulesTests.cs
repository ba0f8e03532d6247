using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;

namespace Forsyn.Core.Tests.Fulfilment;

public class ReceiptRulesTests
{
    static readonly SentLine Sent = new(1, "Rabipur", "A1", new Quantity(10));

    static Result<IReadOnlyList<CountedLine>> Count(
        long? good, long? damaged = null, string? deviation = null, int line = 1) =>
        ReceiptRules.Count([Sent], [new ReceiptEntry(line, good, damaged, deviation, null)]);

    [Theory]
    [InlineData(null, null, null, 10, 0, 0)]
    [InlineData(10L, null, "broken", 10, 0, 0)]
    [InlineData(7L, null, "missing", 7, 0, 3)]
    [InlineData(7L, null, "broken", 7, 3, 0)]
    [InlineData(7L, 1L, "broken", 7, 1, 2)]
    [InlineData(0L, 10L, "temperature", 0, 10, 0)]
    public void Every_unit_that_was_sent_is_accounted_for(
        long? good, long? damaged, string? deviation, long isGood, long isBad, long isMissing)
    {
        var counted = Count(good, damaged, deviation).Value.Single();
        Assert.Equal((isGood, isBad, isMissing), (counted.Good.Units, counted.Bad.Units, counted.Missing.Units));
        Assert.Equal(Sent.Sent, counted.Good + counted.Bad + counted.Missing);
        Assert.Equal(isGood == 10, counted.Deviation is null);
    }

    [Theory]
    [InlineData(11L, null, null, "received-more-than-sent")]
    [InlineData(-1L, null, null, "received-more-than-sent")]
    [InlineData(8L, 3L, "broken", "received-more-than-sent")]
    [InlineData(8L, null, null, "deviation-missing")]
    [InlineData(8L, 1L, "missing", "deviation-of-damaged-missing")]
    [InlineData(8L, null, "eaten", "deviation-unknown")]
    public void A_count_that_leaves_units_unexplained_is_refused(
        long? good, long? damaged, string? deviation, string code) =>
        Assert.Equal(code, Count(good, damaged, deviation).Refusal!.Findings!.Single().Code);

    [Fact]
    public void A_line_that_was_not_sent_is_refused() =>
        Assert.Equal("receipt-line-not-here", Count(1, line: 9).Refusal!.Findings!.Single().Code);

    [Theory]
    [InlineData(Deviation.Damaged, Status.Destroyed), InlineData(Deviation.Broken, Status.Destroyed)]
    [InlineData(Deviation.Temperature, Status.Quarantine)]
    public void Damaged_units_are_written_off_and_warm_ones_wait(Deviation deviation, Status goes) =>
        Assert.Equal(goes, ReceiptRules.Bad(deviation));
}
