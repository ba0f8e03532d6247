using System.CommandLine;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>Blue prescription: the table, its checks, outbreaks, and the vault of patients.</summary>
static class PrescriptionCommands
{
    public static void Add(RootCommand root, Shared shared)
    {
        root.Subcommands.Add(new Command("blue", "Blue prescription") { Table(shared), Check(shared), Show(shared) });
        root.Subcommands.Add(new Command("outbreaks", "Declared outbreaks that prescriptions refer to")
        {
            List(shared), Declare(shared), End(shared),
        });
        root.Subcommands.Add(new Command("patients", "Patients' data: the log of looks, erasing, keys")
        {
            Log(shared), Erase(shared), Rekey(shared), NewKey(shared),
        });
    }

    static Command Table(Shared shared)
    {
        var query = new Option<string?>("--query") { Description = "Words of disease, product or group, or a letter" };
        var table = new Command("table", "What makes which product free for the patient") { query };
        shared.On(table, call =>
        {
            var language = call.Output.Language;
            return Task.FromResult(call.Output.Rows(BlueSearch.Run(language, call.Value(query)),
                ("Disease", f => f.Disease), ("Product", f => f.Product),
                ("Letter", f => BlueWords.Letter(language, f.Row.Code)), ("Who", f => f.Meaning),
                ("Requirement", f => f.Row.Requirement)));
        });
        return table;
    }

    static Command Show(Shared shared)
    {
        var number = new Argument<long>("number") { Description = "Order number" };
        var show = new Command("show", "The prescriptions of an order, with masked patients") { number };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var found = await BlueLines.Of(db, call.Value(number), await call.Reader(db));
            return call.Output.Rows(found, ("Line", p => p.Line), ("Row", p => p.RowId), ("Dose", p => p.DoseSize),
                ("Patient", p => p.Patient is null ? "" : p.Patient.Mask?.ToString() ?? "erased"),
                ("Checked by", p => p.CheckedBy), ("Checked at", p => p.CheckedAt));
        });
        return show;
    }

    static Command Check(Shared shared)
    {
        var number = new Argument<long>("number") { Description = "Order number" };
        var lines = new Option<int[]>("--line") { Description = "Only these lines" };
        var check = new Command("check", "Confirms that the conditions of an order's prescriptions are met")
        {
            number, lines,
        };
        shared.On(check, call => call.As(Policy.OrderReview, async (db, caller) =>
        {
            var only = call.Value(lines) is { Length: > 0 } some ? some : null;
            return call.Output.Outcome(
                await BlueLines.Check(db, call.Value(number), only, call.Now, caller),
                state => $"The conditions are confirmed; the order is {Kebab.Of(state)}.");
        }));
        return check;
    }

    static Command List(Shared shared)
    {
        var all = new Option<bool>("--all") { Description = "Also those that are over" };
        var before = new Option<long?>("--before") { Description = "On from the last number of the page before" };
        var list = new Command("list", "Lists outbreaks, the newest first") { all, before };
        shared.On(list, async call => call.Output.Rows(
            await Outbreaks.List(await call.Database(), call.Value(all) ? null : call.Now.Day, call.Value(before)),
            ("Number", o => $"{o.Id}"), ("Disease", o => BlueWords.Disease(call.Output.Language, o.Disease)),
            ("Area", o => o.Area), ("From", o => o.FromDay), ("To", o => o.ToDay), ("Declared by", o => o.DeclaredBy)));
        return list;
    }

    static Command Declare(Shared shared)
    {
        var disease = new Option<string>("--disease")
        {
            Description = string.Join(" or ", Outbreaks.Diseases), Required = true,
        };
        var area = new Option<string>("--area") { Description = "Where", Required = true };
        var from = new Option<string>("--from") { Description = "First day, 2026-01-31", Required = true };
        var to = new Option<string?>("--to") { Description = "Last day" };
        var by = new Option<string>("--by") { Description = "Who declared it", Required = true };
        var declare = new Command("declare", "Writes down that an outbreak is declared")
        {
            disease, area, from, to, by,
        };
        shared.On(declare, call => call.As(Policy.OrderReview, async (db, caller) =>
        {
            var request = new OutbreakRequest(
                call.Value(disease), call.Value(area), call.Value(from), call.Value(to), call.Value(by));
            return call.Output.Outcome(await Outbreaks.Declare(db, request, call.Now, caller),
                row => $"Outbreak {row.Id} is declared.");
        }));
        return declare;
    }

    static Command End(Shared shared)
    {
        var number = new Argument<long>("number") { Description = "Number of the outbreak" };
        var day = new Option<string>("--day") { Description = "Last day, 2026-01-31", Required = true };
        var end = new Command("end", "Sets the last day of an outbreak") { number, day };
        shared.On(end, call => call.As(Policy.OrderReview, async (db, caller) =>
        {
            return call.Output.Outcome(await Outbreaks.End(db, call.Value(number), call.Value(day), caller),
                row => $"Outbreak {row.Id} ends on {row.ToDay:yyyy-MM-dd}.");
        }));
        return end;
    }

    static Command Log(Shared shared)
    {
        var query = new Option<string?>("--query") { Description = "Part of a name or a reason, or an order number" };
        var before = new Option<long?>("--before") { Description = "On from the last number of the page before" };
        var log = new Command("log", "Who opened which patient and why, the newest first") { query, before };
        shared.On(log, call => call.As(Policy.PatientLog, async (db, caller) =>
        {
            return call.Output.Rows(await PatientLooks.List(db, call.Value(query), call.Value(before)),
                ("Number", l => $"{l.Id}"), ("When", l => l.At), ("Who", l => l.ByPerson), ("What", l => l.Kind),
                ("Order", l => $"{l.OrderNumber}"), ("Line", l => l.Line), ("Why", l => l.Reason));
        }));
        return log;
    }

    static Command Erase(Shared shared)
    {
        var erase = new Command("erase", "Erases the patients whose time is up, as the server does by itself");
        shared.On(erase, async call => call.Output.Outcome(
            await ErasePatients.Run(await call.Database(), call.Now.Day, call.Now, call.By),
            erased => $"{erased.Patients} patients, {erased.Files} files and {erased.Forms} forms are erased."));
        return erase;
    }

    static Command Rekey(Shared shared)
    {
        var rekey = new Command("rekey",
            "Hides patients and the files that name them with the newest key; the old ones can then be thrown away");
        shared.On(rekey, async call =>
        {
            var db = await call.Database();
            var patients = await RekeyPatients.Run(db);
            if (!patients.Ok) return call.Output.Refused(patients.Refusal!);
            var forms = await RekeyExemptions.Run(db);
            if (!forms.Ok) return call.Output.Refused(forms.Refusal!);
            return call.Output.Outcome(await RekeyAttachments.Run(db),
                files => $"{patients.Value} patients, {forms.Value} forms and {files} files are hidden with the " +
                    "newest key.");
        });
        return rekey;
    }

    static Command NewKey(Shared shared)
    {
        var make = new Command("new-key", "Makes a key for Forsyn:PatientKeyFile and prints it once");
        shared.On(make, call =>
        {
            var key = Forsyn.App.Database.Keyring.NewKey();
            return Task.FromResult(call.Output.Done(new { key }, key));
        });
        return make;
    }
}
