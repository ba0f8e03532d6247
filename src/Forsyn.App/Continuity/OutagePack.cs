using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Texts;
using Forsyn.Core.Ordering;
using ICSharpCode.SharpZipLib.Zip;

namespace Forsyn.App.Continuity;

/// <summary>
/// What a site needs to work on paper: its stock, open orders, contacts, roster and blank forms, in one ZIP under a
/// password (AES-256), which 7-Zip, WinZip and their like open. No patient is named in it.
/// </summary>
public static class OutagePack
{
    const int ShortestPassword = 12;

    /// <summary>The files of a pack, before they are packed.</summary>
    public static async Task<IReadOnlyList<PackFile>> Files(
        Db db, PackSite site, string address, Language language, Moment now)
    {
        var lists = await PackLists.Read(db, site, now);
        var files = new PackSheets(site, lists, language, now).All().ToList();
        var customer = site.National ? null : new FormCustomer(site.Key, site.Name, site.Address);
        foreach (var form in Enum.GetValues<OrderForm>())
            files.Add(new($"forms/{OrderFormPdf.FileName(form, language)}",
                await OrderFormPdf.Make(db, form, customer, address, language, now)));
        return files;
    }

    /// <summary>Writes the ZIP and answers how many files are in it; refuses pack-password-short.</summary>
    /// <param name="address">Where the program is reached, for the codes on the forms.</param>
    public static async Task<Result<int>> Write(
        Db db, PackSite site, Stream zip, string password, string address, Language language, Moment now)
    {
        if (password.Length < ShortestPassword)
            return Refusal.Of("pack-password-short", "least", $"{ShortestPassword}");
        var files = await Files(db, site, address, language, now);
        using var packed = new ZipOutputStream(zip) { IsStreamOwner = false, Password = password };
        foreach (var file in files)
        {
            packed.PutNextEntry(new ZipEntry(ZipEntry.CleanName(file.Name))
            {
                AESKeySize = 256, DateTime = now.Oslo.DateTime, IsUnicodeText = true,
            });
            packed.Write(file.Content);
            packed.CloseEntry();
        }
        packed.Finish();
        return files.Count;
    }
}
