using Forsyn.Core.Basics;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.Core.Tests.Stock.ColdChain;

/// <summary>Files as the programs of four logger families write them; made by us.</summary>
public class LoggerTableTests
{
    static readonly Moment Now = Moment.InOslo(new(2026, 12, 1), new(8, 0));

    public const string Testo = """
        Gerät;testo 184 T3
        Serien-Nr.;44300412
        Messrate;15 min
        Start;04.05.2026 08:00:00
        Ende;04.05.2026 08:45:00

        Grenzwerte;2,0 °C;8,0 °C
        Datum;Zeit;Temperatur [°C]
        04.05.2026;08:00:00;4,5
        04.05.2026;08:15:00;4,75
        04.05.2026;08:30:00;−0,5
        04.05.2026;08:45:00;12
        """;

    const string EasyLog = """
        Kjøleskap,Time,Celsius(°C),High Alarm,Low Alarm,Serial Number
        1,04/05/2026 08:00:00,4.5,8.0,2.0,010123456
        2,04/05/2026 08:05:00,5.0,8.0,2.0
        3,04/05/2026 08:10:00,5.5,8.0,2.0
        """;

    const string Hobo = """
        "Plot Title: Fridge 2"
        "#","Date Time, GMT+01:00","Temp, °F (LGR S/N: 10234567, SEN S/N: 10234567)","Coupler Attached"
        1,05/13/26 11:50:00 PM,41.0,
        2,05/14/26 12:05:00 AM,50,
        3,05/14/26 12:20:00 AM,,Logged
        """;

    const string Iso = """
        time,temperature,humidity
        2026-05-04T06:00:00Z,4.5,60
        2026-05-04T08:15:00+02:00,4.6,61
        """;

    static LoggerSeries Read(string text, LoggerLayout layout) =>
        LoggerTable.Read([.. text.Split('\n').Skip(layout.SkipLines).Select((line, i) =>
            new LoggerRow(layout.SkipLines + i + 1, GuessLayout.Split(line, layout.Delimiter)))], layout, Now);

    static GuessedLayout Guess(string text) => GuessLayout.Run(text.Split('\n'))!;

    static IEnumerable<string> Told(LoggerSeries series) =>
        series.Readings.Select(r => $"{r.At.Utc:HH:mm} {r.Temperature}");

    [Fact]
    public void Semicolons_decimal_commas_and_a_block_before_the_table()
    {
        var guess = Guess(Testo);
        Assert.Equal(LoggerLayouts.Testo with { Name = "" }, guess.Layout);
        Assert.Equal("44300412", guess.Serial);
        Assert.Equal(["06:00 4.5", "06:15 4.75", "06:30 -0.5", "06:45 12"], Told(Read(Testo, guess.Layout)));
    }

    [Fact]
    public void The_serial_number_in_the_first_row()
    {
        var guess = Guess(EasyLog);
        Assert.Equal("010123456", guess.Serial);
        Assert.Equal((2, 3, ",", 1), (guess.Layout.TimeColumn, guess.Layout.TemperatureColumn, guess.Layout.Delimiter,
            guess.Layout.SkipLines));
        Assert.Equal(["06:00 4.5", "06:05 5", "06:10 5.5"], Told(Read(EasyLog, guess.Layout)));
    }

    [Fact]
    public void Fahrenheit_american_times_and_the_offset_in_the_heading()
    {
        var guess = Guess(Hobo);
        Assert.Equal(LoggerLayouts.Hobo with { Name = "" }, guess.Layout);
        Assert.Equal("10234567", guess.Serial);
        var read = Read(Hobo, guess.Layout);
        Assert.Equal(["22:50 5", "23:05 10"], Told(read));
        Assert.Equal(1, read.Empty);
    }

    [Fact]
    public void Times_that_say_their_own_offset()
    {
        var guess = Guess(Iso);
        Assert.Equal("yyyy-MM-ddTHH:mm:ssK", guess.Layout.TimeFormat);
        Assert.Equal(["06:00 4.5", "06:15 4.6"], Told(Read(Iso, guess.Layout)));
    }

    [Fact]
    public void Day_and_month_are_told_apart_by_what_follows_each_other()
    {
        static string Days(string form) => "time,temp\n" + string.Join('\n', Enumerable.Range(1, 9)
            .Select(day => $"{form.Replace("DD", $"0{day}")}/2026 08:00,5"));
        var american = Days("05/DD");
        Assert.Equal("MM/dd/yyyy HH:mm", Guess(american).Layout.TimeFormat);
        var british = Days("DD/05");
        Assert.Equal("dd/MM/yyyy HH:mm", Guess(british).Layout.TimeFormat);
    }

    [Fact]
    public void The_hour_that_comes_twice_is_told_apart_by_its_order()
    {
        var autumn = Read("t,c\n" + string.Join('\n', new[] { "01:30", "02:00", "02:30", "02:00", "02:30", "03:00" }
            .Select((t, i) => $"2026-10-25 {t},{i + 2}")), Plain);
        Assert.Equal(["23:30 2", "00:00 3", "00:30 4", "01:00 5", "01:30 6", "02:00 7"], Told(autumn));
        Assert.Equal(4, autumn.Twice);
        var backwards = Read("t,c\n" + string.Join('\n',
            new[] { "03:00", "02:30", "02:00", "02:30", "02:00", "01:30" }
            .Select((t, i) => $"2026-10-25 {t},{7 - i}")), Plain);
        Assert.Equal(Told(autumn), Told(backwards));
    }

    [Fact]
    public void The_hour_that_is_skipped_cannot_have_been_measured()
    {
        var spring = Read("t,c\n2026-03-29 01:30,4\n2026-03-29 02:30,5\n2026-03-29 03:30,6", Plain);
        var fault = Assert.Single(spring.Faults);
        Assert.Equal(("cold-time-skipped", 3), (fault.Code, fault.Line));
        var winter = Read("t,c\n2026-03-29 01:30,4\n2026-03-29 02:30,5", Plain with { Zone = "+01:00" });
        Assert.Equal(["00:30 4", "01:30 5"], Told(winter));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_with_row_column_and_value()
    {
        var read = Read("t,c\n2026-05-04 08:00,4\nyesterday,4\n2026-05-04 09:00,warm\n2026-05-04 10:00,400\n" +
            "2027-05-04 08:00,4\n2026-05-04 08:00,5\n2026-05-04 08:00,4\n\n2026-05-04 11:00,\n0001-01-01 00:00,4",
            Plain);
        Assert.Equal(
            ["3 cold-time-unreadable yesterday", "4 cold-temperature-unreadable warm",
                "5 cold-temperature-impossible 400", "6 cold-time-in-the-future 2027-05-04 08:00",
                "7 cold-two-temperatures 5", "11 cold-time-unreadable 0001-01-01 00:00"],
            read.Faults.Select(f => $"{f.Line} {f.Code} {f.Args["value"]}"));
        Assert.Equal((1, 1), (read.Repeated, read.Empty));
    }

    [Fact]
    public void A_text_without_times_and_temperatures_is_not_understood()
    {
        Assert.Null(GuessLayout.Run(["hello", "world", "1;2;3"]));
        Assert.Null(GuessLayout.Run([]));
    }

    [Fact]
    public void A_layout_somebody_changed_is_checked()
    {
        Assert.All(LoggerLayouts.Known, one => Assert.Empty(LoggerLayouts.Faults(one)));
        var wrong = LoggerLayouts.Faults(Plain with
        {
            Delimiter = "|", SkipLines = -1, TimeColumn = 0, TimeFormat = "d", Zone = "Mars",
        });
        Assert.Equal(["delimiter", "skipLines", "timeColumn", "timeFormat", "zone"],
            wrong.Select(one => one.Args["field"]));
    }

    [Fact]
    public void Any_text_is_read_or_refused_and_never_breaks()
    {
        var chance = new Random(11);
        const string letters = "0123456789.,;:-/ \t\"CFTZ°abc\n\n";
        for (var i = 0; i < 500; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 200).Select(_ => letters[chance.Next(letters.Length)]));
            var layout = GuessLayout.Run(text.Split('\n'))?.Layout ?? LoggerLayouts.Known[i % 4];
            Assert.NotNull(Read(text, layout).Readings);
        }
    }

    static readonly LoggerLayout Plain = LoggerLayouts.Iso with
    {
        TimeFormat = "yyyy-MM-dd HH:mm", Zone = LoggerLayouts.Oslo,
    };
}
