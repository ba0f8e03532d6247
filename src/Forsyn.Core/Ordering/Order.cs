using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Ordering;

/// <summary>How an order came in; e-mail is named so that it can be refused by rule (CHN-005),
/// and so is the electronic prescription (BLU-007).</summary>
public enum Channel { Web, Fax, Post, Phone, Email, Electronic }

/// <summary>What the doses of a line are for; price, requisitioning right and pool follow from it.</summary>
public enum Purpose { Childhood, Hpv, Influenza, Blue, Payable, Pregnancy }

/// <summary>Where an order stands; a draft is a basket and binds nobody.</summary>
public enum OrderState { Draft, Placed, Held, Released, Allocated, Picked, Dispatched, Received, Refused, Cancelled }

/// <summary>
/// A medical emergency as written down: reason, and for a telephone order who called and who answered (CHN-001).
/// </summary>
/// <param name="Reason">Why it cannot wait: a code of <see cref="UrgentReasons"/>, or the caller's own words.</param>
/// <param name="Text">More about it; what another reason than the coded ones is.</param>
/// <param name="AnsweredBy">Who at the desk answered: physician or pharmacist.</param>
public sealed record Urgency(
    string? Reason, Moment? ExposedAt = null, string? Text = null, string? Caller = null, string? AnsweredBy = null)
{
    public Situation Situation { get; init; }
    /// <summary>When the call came, where it is written down later; null when it is now.</summary>
    public Moment? CalledAt { get; init; }

    public UrgentReason Coded() => UrgentReasons.Of(Reason);

    /// <summary>What was written beside the code, or instead of one; empty when nothing was.</summary>
    public string Described() =>
        string.Join(". ", new[] { UrgentReasons.IsCode(Reason) ? "" : Reason?.Trim() ?? "", Text?.Trim() ?? "" }
            .Where(text => text != ""));
}

/// <summary>The person who requisitions, and as what.</summary>
public sealed record Requisitioner(string Name, Role Role, string? HprNumber);

/// <summary>Why a line is on blue prescription, as written on it.</summary>
/// <param name="Disease">Code of a disease of the blue table.</param>
/// <param name="Code">Letter of the indication, null where none is written.</param>
/// <param name="Group">Key of the group within the code, where one is written.</param>
/// <param name="Outbreak">Number of a declared outbreak.</param>
public sealed record Indication(
    string Disease, string? Code = null, string? Group = null, DateOnly? ExposedOn = null, string? Serogroup = null,
    string? Outbreak = null, string? StudyProgramme = null, string? Statement = null);

/// <summary>A line as the rules see it: the product's facts beside what was asked.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Doses">Whole doses asked for, more than zero.</param>
/// <param name="RecentUse">Doses the customer used in the advised period before the order; null when nothing is
/// known.</param>
public sealed record LineFacts(
    int Number, Product Product, Quantity Doses, Purpose Purpose, Quantity? RecentUse = null)
{
    /// <summary>Whom the line is for: on blue prescription and where an exemption is for one named patient.</summary>
    public PatientData? Patient { get; init; }
    /// <summary>Why it is on blue prescription.</summary>
    public Indication? Indication { get; init; }
    /// <summary>What proves the licence exemption of a product without marketing authorisation.</summary>
    public LineExemption? Exemption { get; init; }
    /// <summary>The year the one who is to be vaccinated was born; null when nobody is named.</summary>
    public int? RecipientBornYear { get; init; }
    /// <summary>The prescription refers to § 4 of the blue-prescription regulation.</summary>
    public bool Section4 { get; init; }
    /// <summary>Size of one dose, as prescribed.</summary>
    public string? DoseSize { get; init; }
    /// <summary>The season influenza vaccine is bought in; null on every other line.</summary>
    public SeasonLine? Season { get; init; }
    /// <summary>The day the customer last bought it; looked up where it is rationed.</summary>
    public DateOnly? LastBoughtOn { get; init; }

    public long Packs => Doses.PacksRoundedUp(Product.DosesPerPack);
    /// <summary>The doses of the packs that are sent.</summary>
    public Quantity DosesInPacks => new(Packs * Product.DosesPerPack);
}

/// <summary>
/// All an order rule may know. Rules read this and nothing else, so a past order can be judged again.
/// </summary>
/// <param name="ReceivedAt">When the order reached the desk or was sent in the web shop.</param>
/// <param name="AcceptsShorterShelfLife">The receiver has accepted in writing less than the guaranteed shelf
/// life.</param>
public sealed record OrderFacts(
    Party Customer, Requisitioner Requisitioner, Channel Channel, Moment ReceivedAt, IReadOnlyList<LineFacts> Lines,
    DateOnly? PlannedOn = null, Urgency? Urgent = null, bool AcceptsShorterShelfLife = false)
{
    /// <summary>The national programmes there are, with the days they run.</summary>
    public IReadOnlyList<Programme> Programmes { get; init; } = [];

    /// <summary>Loaded where a line is yellow fever vaccine.</summary>
    public YellowFeverFacts? YellowFever { get; init; }
    public DateOnly Day => ReceivedAt.Day;
    /// <summary>Who serves it; only emergencies have the choice.</summary>
    public UrgentRoute Route { get; init; }
    /// <summary>The days the desk works; looked up for urgent orders only.</summary>
    public Workdays Calendar { get; init; } = Workdays.Norway;

    /// <summary>The programme a line is ordered for, null when it is for none that is known.</summary>
    public Programme? ProgrammeOf(LineFacts line) => Programmes.FirstOrDefault(one => one.Purpose == line.Purpose);

    /// <summary>The paper it came on; null for what came by the web or by telephone.</summary>
    public Paper? Paper { get; init; }
    /// <summary>The delivery address where the order itself says one, and not only the customer's.</summary>
    public string? AddressOnOrder { get; init; }
    /// <summary>What the rules of blue prescription look things up in.</summary>
    public BlueFacts Blue { get; init; } = BlueFacts.None;
    /// <summary>Restrictions on sale that hold and are about a line.</summary>
    public IReadOnlyList<Shortages.Restriction> Restrictions { get; init; } = [];
}
