using Forsyn.App.Preparedness.Releases;
using Forsyn.Web.Pages.Parts;

namespace Forsyn.Web.Pages.Preparedness.Releases;

/// <summary>A request to use a stockpile, as written.</summary>
public sealed class ReleaseForm
{
    public string? Scheme { get; set; }
    public string? Atc { get; set; }
    public string? ArticleNumber { get; set; }
    public string? Units { get; set; }
    public string? WantedBy { get; set; }
    public string? Reason { get; set; }

    public ReleaseRequest ToRequest() => new(Scheme, Atc, ArticleNumber, Typed.Number(Units), Reason, WantedBy);
}

/// <summary>A decision on a request, as written.</summary>
public sealed class ReleaseDecisionForm
{
    public string? Action { get; set; }
    public string? Kind { get; set; }
    public string? Law { get; set; }
    public string? Grounds { get; set; }
    public string? From { get; set; }
    public string? LastDay { get; set; }
    public string? RefilledBy { get; set; }
    public List<ShareForm>? Shares { get; set; }
    public List<ReceiverForm>? Receivers { get; set; }

    public ReleaseDecisionRequest ToRequest() => new(Kind, Law, Grounds, From, LastDay, RefilledBy,
        [.. (Shares ?? []).Select(share => new WrittenShare(share.Holder, Typed.Number(share.Units)))],
        [.. (Receivers ?? []).Select(one => new WrittenReceiver(one.Party, Typed.Number(one.Weight)))]);
}

/// <summary>What one holder gives.</summary>
public sealed class ShareForm
{
    public string? Holder { get; set; }
    public string? Units { get; set; }
}

/// <summary>Somebody the units are for.</summary>
public sealed class ReceiverForm
{
    public string? Party { get; set; }
    public string? Weight { get; set; }
}

/// <summary>What is taken out at one holder.</summary>
public sealed class CarryOutForm
{
    public string? Holder { get; set; }
    public long First { get; set; }
    public List<LotForm>? Lots { get; set; }

    public CarryOutRequest ToRequest() => new(Holder, First,
        [.. (Lots ?? []).Select(lot => new WrittenLot(lot.Lot, lot.Place, Typed.Number(lot.Units)))]);
}

/// <summary>Units of a lot.</summary>
public sealed class LotForm
{
    public long Lot { get; set; }
    public long Place { get; set; }
    public string? Units { get; set; }
}

/// <summary>What is taken back of a line.</summary>
public sealed class UndoForm
{
    public long Line { get; set; }
    public string? Units { get; set; }
}
