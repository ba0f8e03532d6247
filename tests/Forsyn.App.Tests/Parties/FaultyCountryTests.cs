using Forsyn.App.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Parties;

/// <summary>Plants faults in the shipped files and looks for each at its file, line and column.</summary>
public class FaultyCountryTests
{
    static string[] Faults(params (string File, string Old, string New)[] changes)
    {
        var country = Country.Read(file => changes.Where(change => change.File == file).Aggregate(
            Shipped(file), (text, change) => text.Contains(change.Old)
                ? text.Replace(change.Old, change.New)
                : throw new InvalidOperationException($"{change.Old} is not in {file}")));
        Assert.Equal("country-data-faulty", country.Refusal?.Code);
        return country.Refusal!.Args["faults"].Split('\n');
    }

    static string Shipped(string file)
    {
        using var stream = typeof(Country).Assembly.GetManifestResourceStream($"data/country/{file}")!;
        return new StreamReader(stream).ReadToEnd();
    }

    [Fact]
    public void All_faults_in_all_files_are_named_at_once()
    {
        var faults = Faults(
            ("diseases.csv", "\nzoster;", "\nvaricella;"),
            ("supply.csv", "\n900001;105000;", "\n999999;105000;"),
            ("products.csv", "145374;no;", "14537;maybe;"));
        Assert.Contains(faults, fault => fault.StartsWith("diseases.csv, line 32, column code: 'varicella' stands in"));
        Assert.Contains(faults, fault => fault.StartsWith("products.csv, line 5, column articleNumber: '14537' is no"));
        Assert.Contains("products.csv, line 5, column madeNumber: 'maybe' is neither yes nor no", faults);
        Assert.Contains("supply.csv, line 5, column articleNumber: '999999' is no known package", faults);
    }

    [Fact]
    public void Age_groups_that_do_not_add_up_are_refused()
    {
        var fault = Assert.Single(Faults(("municipalities.csv", "Eigersund;;;15546;", "Eigersund;;;15547;")));
        Assert.Equal("municipalities.csv, line 6, column people: 15547, but the age groups add up to 15546", fault);
    }

    [Fact]
    public void A_row_with_too_few_cells_is_refused()
    {
        var faults = Faults(("counties.csv", "\n03;Oslo;;;sor-ost", "\n03;Oslo"));
        Assert.Contains("counties.csv, line 4, column -: 2 cells, the header has 5", faults);
        Assert.Contains("municipalities.csv, line 5, column county: '03' is no known county", faults);
    }

    [Fact]
    public void A_wrong_organisation_number_is_refused()
    {
        var fault = Assert.Single(Faults(("organisations.csv", "983044778", "983044779")));
        Assert.StartsWith("organisations.csv, line 14, column organisationNumber: '983044779' has not nine", fault);
    }

    [Fact]
    public void A_faulty_row_does_not_make_every_row_that_names_it_faulty_too()
    {
        var fault = Assert.Single(Faults(("municipalities.csv", ";69.946;23.273", ";99.946;23.273")));
        Assert.Contains("column latitude: '99.946' is no number from 57 to 72", fault);
    }

    [Fact]
    public void The_same_substance_twice_is_refused()
    {
        var fault = Assert.Single(Faults(("substances.csv", "A10AB01;", "A02BC05;"),
            ("critical-packages.csv", ";A10AB01;", ";A02BC05;")));
        Assert.Contains("column atc: 'A02BC05' stands in an earlier row too", fault);
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        var faults = Faults(("places.csv", "key;party;name;storage;quarantine", "key;party;name;cold;quarantine"));
        Assert.Contains("places.csv, line 4, column storage: the file has no such column", faults);
    }

    [Fact]
    [Requirement("SHL-006")]
    public void A_product_with_mercury_cannot_be_in_the_childhood_programme()
    {
        var fault = Assert.Single(Faults(("products.csv", ";yes;no;childhood;;none;", ";yes;no;childhood;;mercury;")));
        Assert.StartsWith("products.csv, line 5, column preservative: no product with mercury", fault);
    }
}
