using Forsyn.App.Texts;
using Forsyn.Core.Preparedness;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Pages.Preparedness;

/// <summary>Spans and daily doses in the reader's words.</summary>
static class Lengths
{
    /// <summary>6 months as 6 måneder; a text that is no span is shown as it is.</summary>
    public static string Length(this Words words, string? span) => Formats.Write(words.Language, span, "span");

    /// <summary>Defined daily doses of a figure in micro-DDD, rounded to a whole from a hundred up.</summary>
    public static string Ddd(this Words words, long micros) =>
        words.Number(micros / (decimal)Amounts.Ddd, micros >= 100 * Amounts.Ddd ? 0 : 1);

    /// <summary>What a part of a scheme is called.</summary>
    public static string Part(this Words words, SchemePart part) => words.Language switch
    {
        Language.Nb => part.Bokmaal,
        Language.Nn => part.Nynorsk,
        _ => part.English,
    };
}
