using System.Text;
using Forsyn.App.Basics;

namespace Forsyn.App.Tests.Basics;

public class CsvFileTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1"), InlineData("+47 22 00 00 00", "'+47 22 00 00 00"), InlineData("-", "'-")]
    [InlineData("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"), InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1"), InlineData("-1e5", "'-1e5"), InlineData("-1,5", "'-1,5")]
    public void Text_that_a_spreadsheet_would_take_for_a_formula_stays_text(string text, string written) =>
        Assert.Equal($"{written}\r\n", CsvFile.Sheet([[text]]));

    [Theory]
    [InlineData(-3L, "-3"), InlineData(-3, "-3"), InlineData(-1.5, "-1.5"), InlineData("-12.50", "-12.50")]
    [InlineData("0", "0"), InlineData("a-b", "a-b"), InlineData("2026-05-15", "2026-05-15"), InlineData(null, "")]
    public void A_number_below_zero_is_a_number_and_other_text_is_as_it_was(object? value, string written) =>
        Assert.Equal($"{written}\r\n", CsvFile.Sheet([[value]]));

    [Fact]
    public async Task A_stream_has_commas_a_sheet_semicolons_and_what_holds_one_is_quoted()
    {
        object?[][] rows = [["a", "b;c", "d,e", "f\"g"], [1, -2, 3.5m, null]];
        var stream = new MemoryStream();
        await CsvFile.Write(stream, rows);
        Assert.Equal("a,b;c,\"d,e\",\"f\"\"g\"\r\n1,-2,3.5,\r\n", Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal("a;\"b;c\";d,e;\"f\"\"g\"\r\n1;-2;3.5;\r\n", CsvFile.Sheet(rows));
    }
}
