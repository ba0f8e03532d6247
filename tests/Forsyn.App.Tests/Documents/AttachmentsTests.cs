using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Documents;

public class AttachmentsTests
{
    static readonly Moment Now = Databases.SeededAt;

    static Task<Result<long>> Save(Db db, Caller caller, byte[]? content = null, Moment? at = null) =>
        Attachments.Save(db, new MemoryStream(content ?? MadeFiles.Pdf()), "Ola Nordmann.pdf", "application/pdf",
            AttachmentPurpose.ExemptionApplication, at ?? Now, caller);

    static Task Use(Db db, long id, long? reader = null) =>
        db.Write<int>(async tx => await Attachments.Belongs(new Batch(tx), id, "exemption/1", reader).Run());

    static async Task<Caller> Person(Db db, string persona) => (await Personas.Of(db, Now).Find(persona))!;

    [Theory, EveryDatabase]
    public async Task A_file_comes_back_as_it_was_sent_and_its_name_names_no_patient(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var physician = await Person(test.Db, "lege");
        var id = (await Save(test.Db, physician)).Value;
        var opened = (await Attachments.Open(test.Db, id, Now, physician)).Value;
        Assert.Equal(MadeFiles.Pdf(), opened.Content);
        Assert.Equal($"exemption-application-{id}.pdf", opened.About.Name);
    }

    [Theory, EveryDatabase]
    public async Task What_may_name_a_patient_lies_hidden_and_is_bound_to_its_place(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var physician = await Person(test.Db, "lege");
        var id = (await Save(test.Db, physician, MadeFiles.Pdf("/Title (Ola Nordmann)"))).Value;
        var other = (await Save(test.Db, physician)).Value;
        var stored = (await test.Db.One<byte[]>("select content from attachment_content where attachment_id = @id",
            new { id }))!;
        Assert.DoesNotContain("Nordmann", System.Text.Encoding.Latin1.GetString(stored));
        await test.Db.Write<int>(tx => Put(tx, other, stored), stop: TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvariantBroken>(() => Attachments.Open(test.Db, other, Now, physician));
    }

    static async Task<Result<int>> Put(Tx tx, long id, byte[] stored) => await tx.Do(
        "update attachment_content set content = @stored where attachment_id = @id", new { id, stored });

    [Theory, EveryDatabase]
    public async Task Without_a_key_nothing_that_may_name_a_patient_is_kept(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        await using var keyless = Db.Open(test.Connection);
        Assert.Equal("patient-key-missing", (await Save(keyless, await Person(test.Db, "lege"))).Refusal!.Code);
    }

    [Theory, EveryDatabase]
    public async Task The_same_file_sent_twice_is_kept_once(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var physician = await Person(test.Db, "lege");
        var first = (await Save(test.Db, physician)).Value;
        Assert.Equal(first, (await Save(test.Db, physician)).Value);
        Assert.NotEqual(first, (await Save(test.Db, physician, MadeFiles.Pdf("/Lang (nb)"))).Value);
        Assert.NotEqual(first, (await Save(test.Db, await Person(test.Db, "sykehus"))).Value);
    }

    [Theory, EveryDatabase]
    public async Task A_file_that_is_wrong_is_not_kept(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var saved = await Save(test.Db, await Person(test.Db, "lege"), MadeFiles.Pdf("/OpenAction 1 0 R"));
        Assert.Equal("attachment-wrong", saved.Refusal!.Code);
        Assert.Equal(0, await test.Db.One<long>("select count(*) from attachment_content"));
    }

    [Theory, EveryDatabase]
    public async Task It_is_read_by_its_sender_and_by_those_it_concerns_and_each_reading_is_written_down(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var physician = await Person(test.Db, "lege");
        var pharmacist = await Person(test.Db, "apotek");
        var id = (await Save(test.Db, physician)).Value;
        async Task<bool> Reads(string persona) =>
            (await Attachments.Open(test.Db, id, Now, await Person(test.Db, persona))).Ok;

        foreach (var one in (string[])["lege", "forsyning", "dmp"]) Assert.True(await Reads(one), one);
        foreach (var one in (string[])["helsesykepleier", "smittevernlege", "sykehus", "apotek", "lager", "revisor",
            "admin"]) Assert.False(await Reads(one), one);
        await Use(test.Db, id, pharmacist.Party);
        Assert.True(await Reads("apotek"));
        Assert.Equal(["lege", "forsyning", "dmp", "apotek"], await test.Db.List<string>(
            "select by_person from attachment_reading where attachment_id = @id order by id", new { id }));
    }

    [Theory, EveryDatabase]
    public async Task What_nobody_uses_is_removed_after_a_day_and_what_belongs_to_something_stays(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var physician = await Person(test.Db, "lege");
        var used = (await Save(test.Db, physician)).Value;
        var unused = (await Save(test.Db, physician, MadeFiles.Pdf("/Lang (nb)"))).Value;
        await Use(test.Db, used);

        Assert.Equal(0, await Attachments.RemoveUnused(test.Db, Now.Plus(TimeSpan.FromDays(1))));
        Assert.Equal(1, await Attachments.RemoveUnused(test.Db, Now.Plus(TimeSpan.FromDays(1)).Plus(new(10))));
        Assert.True((await Attachments.Find(test.Db, used, physician)).Ok);
        Assert.Equal("attachment-unknown", (await Attachments.Find(test.Db, unused, physician)).Refusal!.Code);
    }

    [Theory, EveryDatabase]
    public async Task Nobody_fills_the_disk_with_files_that_belong_to_nothing(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var physician = await Person(test.Db, "lege");
        for (var i = 0; i < 100; i++) Assert.True((await Save(test.Db, physician, MadeFiles.Pdf($"/N {i}"))).Ok);
        Assert.Equal("attachments-too-many",
            (await Save(test.Db, physician, MadeFiles.Pdf("/N 100"))).Refusal!.Code);
    }
}
