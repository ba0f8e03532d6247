using Forsyn.Core.Basics;
using Forsyn.Core.Basics.Gs1;
using FsCheck;
using FsCheck.Fluent;

namespace Forsyn.Core.Tests.Basics.Gs1;

public class ScanFuzzTests
{
    static readonly Gen<string> Piece = Gen.OneOf(
        Gen.Elements(AiTable.All.Select(entry => entry.Ai).Order().ToArray()),
        Gen.Elements("^", "|", "(", ")", "\\(", "\\", "]d2", "]E0", "\u001d", "%", "Ø", ""),
        Gen.Elements("07046260148840", "270331", "LOT"),
        Gen.Choose(0, 999_999).Select(n => $"{n}"));

    static readonly Arbitrary<string> Texts = Gen.ListOf(Piece).Select(string.Concat).ToArbitrary();

    [Fact]
    public void Whatever_is_scanned_is_read_or_refused_and_what_is_read_is_written_back_the_same() =>
        Prop.ForAll(Texts, text =>
        {
            foreach (var allowUnknown in new[] { true, false })
            {
                foreach (var read in new[]
                {
                    ElementString.Read(text, allowUnknown), ElementString.Read("^" + text, allowUnknown),
                    ElementString.ReadBracketed(text, allowUnknown),
                })
                    if (read.Ok && !ComesBack(read.Value)) return false;
            }
            return new[] { ScanData.Read(text), ScanData.Read("]d2" + text), ScanData.Read("]E0" + text) }
                .All(scan => scan.Ok != scan.Refusal is not null);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    static bool ComesBack(ElementString elements) =>
        ElementString.Read($"{elements}", true).Value.Elements.SequenceEqual(elements.Elements)
        && ElementString.ReadBracketed(elements.ToBracketed(), true).Value.Elements.SequenceEqual(elements.Elements)
        && elements.GoTogether() is var together && together.Ok != together.Refusal is not null;
}
