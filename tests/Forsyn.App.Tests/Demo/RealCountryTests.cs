using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Demo;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Demo;

public class RealCountryTests
{
    static Task<long> Count(Db db, string what) => db.One<long>($"select count(*) from {what}");

    [Theory, EveryDatabase]
    public async Task The_public_files_stand_in_for_what_is_built_in(DbKind kind)
    {
        var folder = RealData.Folder();
        await using var db = await Databases.Fresh(kind);
        var seeded = await SeedCountry.FromFolder(db, folder, Databases.SeededAt);
        Assert.True(seeded.Ok, seeded.Refusal?.ToString());
        Assert.Equal(357, await Count(db, "municipality"));
        Assert.Equal(5_627_400, await db.Db.One<long>("select sum(population) from municipality"));
        Assert.Equal(0, await Count(db, "municipality where population <> age_0 + age_1_17 + age_18_64 + age_65_up"));
        Assert.Equal(5_119, await Count(db, "postcode"));
        Assert.Equal(1_038, await Count(db, "party where type = 'pharmacy' and not made"));
        Assert.Equal(0, await Count(db, "party where type = 'pharmacy' and parent_id is null"));
        Assert.Equal("Apotek 1 Spitsbergen", await db.Db.One<string>(
            "select n.name_nb from party p join party_name n on n.party_id = p.id " +
            "where p.type = 'pharmacy' and p.municipality_number is null"));
        Assert.Equal(392, await Count(db,
            "party where type = 'pharmacy' and parent_id = (select id from party where key = 'apotek1')"));
        Assert.True(await Count(db, "product") >= 13_237);
        Assert.Equal(0, await Count(db,
            "party where organisation_number is not null and length(organisation_number) <> 9"));
        Assert.StartsWith("Apotek 1", (await Personas.Of(db, Databases.SeededAt).Find("apotek"))?.PartyName);
        Assert.Equal(0, await Count(db, "(select lot_id from balance group by lot_id having sum(quantity) <> 0) x"));
        Assert.True((await SeedCountry.FromFolder(db, folder, Databases.SeededAt)).Value.AlreadyDone);
    }

    [Fact]
    public async Task Every_bad_row_is_named_at_once_and_nothing_is_changed()
    {
        using var folder = new PublicFiles();
        folder.Add("municipalities-2024.csv", "0301,Oslo,Oslo,99,Oslo,Ø,1,1,100,10,3,80,5,20,30,59.9,10.7");
        folder.Add("pharmacies-2022-03-25.csv",
            "1;Torget;123;OSLO;Oslo;0301;0301;Oslo;EIER AS;123456789;Filial;01.01.2000");
        folder.Add("postcodes-2023.csv", "0001;Oslo;Postboksar;0301;9999;59.9;10.7;2");
        folder.Add("fest/pakninger-2025-12.csv", "12345;;;;C");
        await using var db = await Databases.Fresh(DbKind.Sqlite);
        var refused = (await SeedCountry.FromFolder(db, folder.Path, Databases.SeededAt)).Refusal;
        Assert.Equal("country-data-faulty", refused?.Code);
        string[] expected =
        [
            "municipalities-2024.csv, line 2, column fylkesnr: '99' is no known county",
            "municipalities-2024.csv, line 2, column alder_2_17_2026: ",
            "municipalities-2024.csv, line 2, column alder_80_pluss_2026: ",
            "postcodes-2023.csv, line 2, column kommunenr_2024: '9999' is no known municipality",
            "pharmacies-2022-03-25.csv, line 2, column postnr: '123' is no number of four digits",
            "pharmacies-2022-03-25.csv, line 2, column eier_orgnr: ",
            "fest/pakninger-2025-12.csv, line 2, column varenr: '12345' is no number of six digits",
            "fest/pakninger-2025-12.csv, line 2, column pakningsnavn: is empty",
        ];
        Assert.All(expected, fault => Assert.Contains(fault, refused!.Args["faults"]));
        Assert.Equal($"{expected.Length}", refused!.Args["count"]);
        Assert.Equal(0, await Count(db, "municipality") + await Count(db, "party") + await Count(db, "loaded"));
    }

    [Fact]
    public void A_folder_that_lacks_files_says_which_and_where_they_are_published()
    {
        using var folder = new PublicFiles();
        File.Delete(Path.Combine(folder.Path, "postcodes-2023.csv"));
        var refused = RealCountry.Read(folder.Path).Refusal;
        Assert.Equal(("data-files-missing", "1"), (refused?.Code, refused?.Args["count"]));
        Assert.Contains("postcodes-2023.csv: published by Erik Bolstad, https://", refused!.Args["files"]);
    }

    [Theory]
    [InlineData("Zyprexa Velotab smeltetab  5mg 28", 28)]
    [InlineData("Ibux tab 200mg 50x1", 50)]
    [InlineData("NeoRecormon injeksjon  4000 IE/spr 6x0,3", 6)]
    [InlineData("Octagam inf  50mg/ml 200", 1)]
    [InlineData("Tractocile injeksjon 6,75mg/0,9ml 0,9", 1)]
    public void Units_in_a_pack_are_read_from_the_name_where_it_counts_something(string name, int units) =>
        Assert.Equal(units, PackageListReader.UnitsInPack(name));
}

/// <summary>A folder with the headers of the public files and no rows.</summary>
sealed class PublicFiles : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("forsyn-data-");

    public PublicFiles()
    {
        _folder.CreateSubdirectory("fest");
        Add("municipalities-2024.csv",
            "kommunenr,navn,navn_alle_sprak,fylkesnr,fylke,landsdel,folketall_2024,folketall_2025," +
            "folketall_2026,alder_0_2026,alder_12_2026,alder_2_17_2026," +
            "alder_18_64_2026,alder_65_pluss_2026,alder_80_pluss_2026,lat,lon");
        Add("pharmacies-2022-03-25.csv",
            "apotek_id;navn;postnr;poststed;kommune_2022;kommunenr_2022;kommunenr_2024;fylke_2022;eier;" +
            "eier_orgnr;status;apnet");
        Add("postcodes-2023.csv",
            "postnr;poststed;bruk;kommunenr_2020;kommunenr_2024;lat;lon;kvalitet_1best_6darligst");
        Add("fest/pakninger-2025-12.csv", "varenr;pakningsnavn;navn_form_styrke;atc;reseptgruppe");
        Add("fest/atc-i-bruk-2025-12.csv", "atc;virkestoff_norsk;antall_merkevarer");
    }

    public string Path => _folder.FullName;

    public void Add(string file, string line) => File.AppendAllText(System.IO.Path.Combine(Path, file), line + "\n");

    public void Dispose() => _folder.Delete(recursive: true);
}
