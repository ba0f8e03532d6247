using System.Text;
using Forsyn.App.Documents;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Documents;

public class AttachmentCheckTests
{
    const string Pdf = "application/pdf";

    static IReadOnlyList<string> Wrong(byte[] content, string name = "søknad.pdf", string? type = Pdf) =>
        AttachmentCheck.Run(name, type, content).Match(_ => [], no => (string[])[.. no.Findings!.Select(f => f.Code)]);

    [Fact]
    public void A_pdf_a_png_and_a_jpeg_are_taken()
    {
        Assert.Equal(AttachmentKind.Pdf, AttachmentCheck.Run("a.PDF", Pdf, MadeFiles.Pdf()).Value);
        Assert.Equal(AttachmentKind.Png, AttachmentCheck.Run("a.png", "image/png", MadeFiles.Png()).Value);
        Assert.Equal(AttachmentKind.Jpeg, AttachmentCheck.Run("a.jpeg", "image/jpeg", MadeFiles.Jpeg()).Value);
    }

    [Fact]
    public void Our_own_documents_pass() =>
        Assert.Empty(Wrong(new PdfSheet("Title", "foot", Forsyn.App.Texts.Language.En, Databases.SeededAt)
            .Heading("A heading").Save()));

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once() =>
        Assert.Equal(["attachment-name-ending", "attachment-type", "attachment-empty"],
            Wrong([], "a.exe", "application/x-msdownload"));

    [Theory]
    [InlineData("a.html", "text/html", "attachment-name-ending,attachment-type")]
    [InlineData("a.pdf.html", Pdf, "attachment-name-ending")]
    [InlineData("a.pdf", "image/png", "attachment-type-not-name")]
    [InlineData("a.pdf", null, "attachment-type")]
    public void Name_and_declared_type_must_agree(string name, string? type, string codes) =>
        Assert.Equal(codes.Split(','), Wrong(MadeFiles.Pdf(), name, type));

    [Fact]
    public void Ten_megabytes_are_taken_and_one_byte_more_is_not()
    {
        byte[] Of(int size)
        {
            var (head, tail) = (MadeFiles.Pdf(), "\n%%EOF"u8.ToArray());
            return [.. head, .. Enumerable.Repeat((byte)' ', size - head.Length - tail.Length), .. tail];
        }
        Assert.Empty(Wrong(Of(AttachmentCheck.LargestBytes)));
        Assert.Equal(["attachment-too-large"], Wrong(Of(AttachmentCheck.LargestBytes + 1)));
    }

    [Fact]
    public void A_picture_or_a_page_called_pdf_is_no_pdf()
    {
        Assert.Equal(["attachment-not-what-it-says"], Wrong(MadeFiles.Png()));
        Assert.Equal(["attachment-not-what-it-says"], Wrong("<html>%PDF-1.7 %%EOF</html>"u8.ToArray()));
        Assert.Equal(["attachment-not-what-it-says"], Wrong(MadeFiles.Pdf()[..^20]));
    }

    [Theory]
    [InlineData("/OpenAction 5 0 R")]
    [InlineData("/AA << /O 5 0 R >>")]
    [InlineData("/Names << /JavaScript 5 0 R >>")]
    [InlineData("/Names << /EmbeddedFiles 5 0 R >>")]
    [InlineData("/X << /S /Launch >>")]
    [InlineData("/X << /S/J#61vaScript>>")]
    [InlineData("/X << /S /JavaScrip#74 >>")]
    [InlineData("/AcroForm << /XFA 5 0 R >>")]
    public void A_pdf_that_runs_opens_or_carries_something_is_refused(string more) =>
        Assert.Equal(["attachment-active"], Wrong(MadeFiles.Pdf(more)));

    [Fact]
    public void A_form_that_only_holds_text_is_taken() =>
        Assert.Empty(Wrong(MadeFiles.Pdf("/AcroForm << /Fields [] >>")));

    [Fact]
    public void Packed_objects_are_looked_into()
    {
        Assert.Empty(Wrong(MadeFiles.Pdf(objects: MadeFiles.Packed("1 0 << /Type /Annot >>"))));
        Assert.Equal(["attachment-active"], Wrong(MadeFiles.Pdf(objects: MadeFiles.Packed("1 0 << /S /Launch >>"))));
        var broken = MadeFiles.Packed("1 0 << >>").Replace("stream\nx", "stream\ny");
        Assert.Equal(["attachment-not-what-it-says"], Wrong(MadeFiles.Pdf(objects: broken)));
    }

    [Fact]
    public void What_only_looks_like_a_stream_hides_nothing()
    {
        const string hidden = "5 0 obj (stream\n) endobj 6 0 obj << /S /Launch >> endobj (endstream)";
        Assert.Equal(["attachment-active"], Wrong(MadeFiles.Pdf(objects: hidden)));
    }

    [Fact]
    public void A_picture_inside_may_hold_any_bytes() =>
        Assert.Empty(Wrong(MadeFiles.Pdf(objects:
            "5 0 obj << /Type /XObject /Length 9 >>\nstream\n/JS /AA x\nendstream endobj")));

    [Fact]
    public void A_locked_pdf_cannot_be_checked() =>
        Assert.Equal(["attachment-locked"], Wrong(MadeFiles.Pdf(objects: "trailer << /Encrypt 9 0 R >>")));

    [Fact]
    public void A_picture_must_be_whole_and_of_a_sensible_size()
    {
        IReadOnlyList<string> Png(byte[] content) => Wrong(content, "a.png", "image/png");
        IReadOnlyList<string> Jpeg(byte[] content) => Wrong(content, "a.jpg", "image/jpeg");
        Assert.Empty(Png(MadeFiles.Png(20_000, 1)));
        string[] no = ["attachment-not-what-it-says"];
        Assert.Equal(no, Png(MadeFiles.Png(20_001, 1)));
        Assert.Equal(no, Png(MadeFiles.Png(0, 1)));
        Assert.Equal(no, Png(MadeFiles.Png()[..^1]));
        Assert.Equal(no, Png([.. MadeFiles.Png(), .. "<script>"u8]));
        Assert.Equal(no, Jpeg(MadeFiles.Jpeg(width: 0)));
        Assert.Equal(no, Jpeg(MadeFiles.Jpeg()[..^1]));
        Assert.Equal(no, Jpeg([0xFF, 0xD8, 0xFF, 0xD9]));
    }

    [Theory]
    [InlineData("../../etc/søknad.pdf", "søknad.pdf")]
    [InlineData("C:\\temp\\a.pdf", "a.pdf")]
    [InlineData("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf")]
    [InlineData("exe\u202Efdp.pdf", "exefdp.pdf")]
    [InlineData("  ..  ", "document")]
    [InlineData(null, "document")]
    public void A_name_is_made_safe(string? name, string clean) => Assert.Equal(clean, AttachmentCheck.Clean(name));

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var clean = AttachmentCheck.Clean(new string('a', 300) + ".pdf");
        Assert.Equal(100, clean.Length);
        Assert.EndsWith(".pdf", clean);
    }

    [Fact]
    public void Any_bytes_are_answered_and_never_throw()
    {
        var random = new Random(7);
        for (var i = 0; i < 3000; i++)
        {
            var content = (i % 3) switch { 0 => MadeFiles.Pdf(), 1 => MadeFiles.Png(), _ => MadeFiles.Jpeg() };
            for (var n = random.Next(8); n >= 0; n--) content[random.Next(content.Length)] = (byte)random.Next(256);
            var (name, type) = (i % 3) switch
            {
                0 => ("a.pdf", Pdf), 1 => ("a.png", "image/png"), _ => ("a.jpg", "image/jpeg"),
            };
            var answer = AttachmentCheck.Run(name, type, content[..random.Next(content.Length + 1)]);
            Assert.True(answer.Ok || answer.Refusal!.Findings!.Count > 0);
        }
    }
}
