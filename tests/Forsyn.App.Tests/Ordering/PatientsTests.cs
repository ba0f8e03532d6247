using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class PatientsTests
{
    static readonly PatientData Somebody = new("Canary Made-Nordmann", "13810199886", "5601");
    static readonly Moment Now = Orders.Now;

    [Theory, EveryDatabase]
    public async Task A_patient_is_kept_hidden_and_each_look_is_written_down_with_its_reason(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var id = await Save(orders.Db, Somebody);
        var opened = await Patients.Open(orders.Db, id, "The municipality is unclear", Now, orders.Desk);
        Assert.Equal(Somebody, opened.Value);
        var look = Assert.Single(await PatientLooks.List(orders.Db));
        Assert.Equal((id, "forsyning", "The municipality is unclear", "open", 100_000L),
            (look.PatientId, look.ByPersona, look.Reason, look.Kind, look.OrderNumber));
        Assert.Equal("C.M.N. (2001)",
            Assert.Single(await Patients.Masked(orders.Db, 100_000, orders.Desk)).Mask?.ToString());
    }

    [Theory, EveryDatabase]
    public async Task Who_may_not_who_gives_no_reason_and_who_names_the_patient_in_it_sees_nothing(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var id = await Save(orders.Db, Somebody);
        foreach (var (reason, caller, code) in new[]
        {
            ("The municipality is unclear", orders.Physician, "not-allowed"),
            ("The municipality is unclear", (await Personas.Of(orders.Db, Now).Find("revisor"))!, "not-allowed"),
            ("The municipality is unclear", (await Personas.Of(orders.Db, Now).Find("admin"))!, "not-allowed"),
            (" abcd ", orders.Desk, "look-reason-missing"),
            ("abcd", orders.Desk, "look-reason-missing"),
            ("About nordmann, again", orders.Desk, "look-reason-names-patient"),
            ("Is it 138101 99886?", orders.Desk, "look-reason-names-patient"),
        })
            Assert.Equal(code, (await Patients.Open(orders.Db, id, reason, Now, caller)).Refusal?.Code);
        Assert.Empty(await PatientLooks.List(orders.Db));
        Assert.Equal("patient-unknown",
            (await Patients.Open(orders.Db, 7, "There is none", Now, orders.Desk)).Refusal?.Code);
        Assert.Empty(await Patients.Masked(orders.Db, 100_000, orders.Nurse));
    }

    [Theory, EveryDatabase]
    public async Task A_look_can_never_be_changed_or_taken_away(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var id = await Save(orders.Db, Somebody);
        await Patients.Open(orders.Db, id, "The municipality is unclear", Now, orders.Desk);
        foreach (var planted in (string[])["update patient_look set reason = ''", "delete from patient_look"])
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
                orders.Db.Write<int>(async tx => await tx.Do(planted), stop: TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task Patients_are_erased_the_day_after_their_time_is_up_and_the_erasing_is_written_down(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var id = await Save(orders.Db, Somebody);
        var last = Now.Day.AddMonths(60);
        async Task<int> Erased(DateOnly day) =>
            (await ErasePatients.Run(orders.Db, day, Now, "housekeeping")).Value.Patients;
        var days = new[] { await Erased(last), await Erased(last.AddDays(1)), await Erased(last.AddDays(1)) };
        Assert.Equal([0, 1, 0], days);
        Assert.Equal("patient-erased",
            (await Patients.Open(orders.Db, id, "The municipality is unclear", Now, orders.Desk)).Refusal?.Code);
        var masked = Assert.Single(await Patients.Masked(orders.Db, 100_000, orders.Desk));
        Assert.Equal((null, Now), (masked.Mask, masked.ErasedAt));
        Assert.Equal(("erase", "housekeeping"),
            (await PatientLooks.List(orders.Db)).Select(l => (l.Kind, l.ByPerson)).Single());
        Assert.Equal(0, await orders.Db.One<long>(
            "select count(*) from patient where finder is not null or nonce is not null or cipher is not null"));
    }

    [Theory, EveryDatabase]
    public async Task A_key_is_exchanged_without_losing_anybody(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (old, next) = (Keyring.NewKey(), Keyring.NewKey());
        await using var before = Db.Open(test.Connection, Keyring.Parse(old));
        var id = await Save(before, Somebody);
        await using var both = Db.Open(test.Connection, Keyring.Parse($"{next}\n{old}"));
        Assert.Equal([id], await Found(both));
        Assert.Equal(1, (await RekeyPatients.Run(both)).Value);
        Assert.Equal(0, (await RekeyPatients.Run(both)).Value);
        await using var after = Db.Open(test.Connection, Keyring.Parse(next));
        Assert.Equal([id], await Found(after));
        var desk = (await Personas.Of(after, Now).Find("forsyning"))!;
        Assert.Equal(Somebody, (await Patients.Open(after, id, "After the exchange", Now, desk)).Value);
        Assert.Equal("patient-key-missing",
            (await Patients.Open(before, id, "After the exchange", Now, desk)).Refusal?.Code);
        await using var none = Db.Open(test.Connection);
        Assert.Equal("patient-key-missing", (await none.Write<long>(
            tx => Task.FromResult(Patients.Save(new Batch(tx), Somebody, 1, 1, Now)),
            stop: TestContext.Current.CancellationToken)).Refusal?.Code);

        static Task<List<long>> Found(Db db) => Patients.Find(db, "138101 99886");
    }

    [Theory, EveryDatabase]
    public async Task The_file_and_the_form_of_an_application_go_at_the_same_age_and_follow_the_key(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (old, next) = (Keyring.NewKey(), Keyring.NewKey());
        await using var before = Db.Open(test.Connection, Keyring.Parse(old));
        var physician = (await Personas.Of(before, Now).Find("lege"))!;
        var file = (await Attachments.Save(before, new MemoryStream(MadeFiles.Pdf()), "a.pdf", "application/pdf",
            AttachmentPurpose.ExemptionApplication, Now, physician)).Value;
        var applied = await ApplyExemption.Run(before, new ApplicationRequest
        {
            ArticleNumber = "900018", Kind = "practice", Doses = 2, Attachment = $"{file}", HprNumber = "909000001",
            Workplace = "The office", Use = "Canary", Why = "There is no other",
        }, Now, physician);
        Assert.True(applied.Ok, applied.Refusal?.Code);

        await using var both = Db.Open(test.Connection, Keyring.Parse($"{next}\n{old}"));
        Assert.Equal(1, (await RekeyExemptions.Run(both)).Value);
        Assert.Equal(0, (await RekeyExemptions.Run(both)).Value);
        async Task<(int, int)> Erased(DateOnly day)
        {
            var erased = (await ErasePatients.Run(both, day, Now, "housekeeping")).Value;
            return (erased.Files, erased.Forms);
        }
        var last = Now.Day.AddMonths(60);
        var days = new[] { await Erased(last), await Erased(last.AddDays(1)), await Erased(last.AddDays(1)) };
        Assert.Equal([(0, 0), (1, 1), (0, 0)], days);
        Assert.Equal("attachment-erased", (await Attachments.Open(both, file, Now, physician)).Refusal?.Code);
        Assert.Equal(0, await both.One<long>("select count(*) from exemption where form is not null"));
    }

    [Fact]
    public void What_is_hidden_for_one_cannot_be_shown_for_another_and_is_never_hidden_the_same_way_twice()
    {
        var key = Key.Parse(Keyring.NewKey())!;
        var (nonce, cipher) = key.Hide("Canary", "patient/1");
        Assert.Equal("Canary", key.Show(nonce, cipher, "patient/1"));
        Assert.NotEqual(cipher, key.Hide("Canary", "patient/1").Cipher);
        Assert.Throws<InvariantBroken>(() => key.Show(nonce, cipher, "patient/2"));
        var other = Key.Parse(Keyring.NewKey())!;
        Assert.Throws<InvariantBroken>(() => other.Show(nonce, cipher, "patient/1"));
        Assert.NotEqual(key.Hash("1"), other.Hash("1"));
    }

    [Fact]
    public void A_demonstration_makes_its_key_beside_the_database_for_the_owner_only()
    {
        var folder = Directory.CreateTempSubdirectory("forsyn-key-");
        var file = Path.Combine(folder.FullName, "forsyn.db");
        Assert.Null(Keyring.Of(null, null, file, demo: false).Current);
        var made = Keyring.Of(null, "", file, demo: true).Current!;
        Assert.Equal(made.Id, Keyring.Beside(file).Current!.Id);
        Assert.Equal(made.Id, Keyring.Of(null, $"{file}.patient-key", "elsewhere", demo: false).Current!.Id);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode($"{file}.patient-key"));
        Assert.Throws<IOException>(() => Keyring.Parse("c2hvcnQ="));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Nothing_of_a_patient_is_said_by_accident()
    {
        var line = new LineRequest
        {
            Patient = new PatientRequest { Name = Somebody.Name, IdentityNumber = Somebody.IdentityNumber },
            Indication = new IndicationRequest { Disease = "rabies", Statement = Somebody.Name },
        };
        foreach (var said in (string[])[$"{Somebody}", $"{line}", $"{line.WithoutPatient()}",
            Json.Write(line.WithoutPatient()), $"{Key.Parse(Databases.PatientKey)}"])
        {
            Assert.DoesNotContain("Canary", said);
            Assert.DoesNotContain("13810199886", said);
            Assert.DoesNotContain(Databases.PatientKey, said);
        }
    }

    static async Task<long> Save(Db db, PatientData patient) => (await db.Write<long>(async tx =>
    {
        var batch = new Batch(tx);
        var id = Patients.Save(batch, patient, 100_000, 1, Now);
        await batch.Run();
        return id;
    })).Value;
}
