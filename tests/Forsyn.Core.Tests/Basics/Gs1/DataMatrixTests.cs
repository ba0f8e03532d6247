using Forsyn.Core.Basics.Gs1;

namespace Forsyn.Core.Tests.Basics.Gs1;

public class DataMatrixTests
{
    [Fact]
    public void The_worked_example_of_the_standard_has_its_error_correction_words() =>
        Assert.Equal([114, 25, 5, 88, 102], ReedSolomon.Check([142, 164, 186], 5));

    // Drawn by this code and read back by dmtxread (libdmtx), which took it for the text with FNC1 in front.
    [Fact]
    public void A_package_is_drawn_as_a_reader_reads_it() => Assert.Equal("""
        #.#.#.#.#.#.#.#.#.
        ##...#...#.#.....#
        #...####.#...#.#..
        #.##...#...#...###
        ###......##..###..
        #.####..#...#....#
        #.###.###.##.##.#.
        #.##.#.#...#.#####
        ###.#.#...#.#.#.#.
        ##..###.#..###.#.#
        ##.#..#.##...##.#.
        #.###..###...###.#
        #.#.....#......#..
        ####.##.###.#..###
        #..##...#...#.###.
        ####.###.#.#...###
        ##...##.###..#.##.
        ##################
        """, Written(DataMatrix.OfElements("01070462614537411727083110AB12").Value),
        ignoreLineEndingDifferences: true);

    [Theory]
    [InlineData(3, 10)]
    [InlineData(5, 12)]
    [InlineData(44, 26)]
    [InlineData(45, 32)]
    [InlineData(144, 44)]
    public void The_smallest_symbol_that_holds_the_text_is_taken(int letters, int side) =>
        Assert.Equal(side, DataMatrix.OfText(new string('x', letters)).Value.GetLength(0));

    [Fact]
    public void Text_too_long_for_the_largest_symbol_is_refused() =>
        Assert.Equal("data-matrix-too-long", DataMatrix.OfText(new string('x', 145)).Refusal!.Code);

    [Fact]
    public void Letters_outside_ascii_are_refused_with_their_place()
    {
        var refusal = DataMatrix.OfText("AØ").Refusal!;
        Assert.Equal(("data-matrix-character", "2"), (refusal.Code, refusal.Args["at"]));
    }

    [Fact]
    public void Every_region_has_a_solid_line_left_and_below_and_a_dotted_one_above_and_right()
    {
        var symbol = DataMatrix.OfText(new string('x', 60)).Value;
        for (var i = 0; i < 32; i++)
        {
            Assert.True(symbol[i, 0] && symbol[i, 16] && symbol[15, i] && symbol[31, i]);
            if (i % 16 is 0 or 15) continue;
            Assert.Equal(i % 2 == 0, symbol[0, i]);
            Assert.Equal(i % 2 == 1, symbol[i, 31]);
        }
    }

    static string Written(bool[,] modules) => string.Join('\n', Enumerable.Range(0, modules.GetLength(0)).Select(row =>
        string.Concat(Enumerable.Range(0, modules.GetLength(1)).Select(column => modules[row, column] ? '#' : '.'))));
}
