namespace Forsyn.Core.Stock;

/// <summary>What a person can be warned of.</summary>
public enum WarningKind
{
    /// <summary>Days of cover below a number.</summary>
    Cover,
    /// <summary>Expiry before use, for more than an amount.</summary>
    ExpiryLoss,
    /// <summary>A stock report more than a number of days late.</summary>
    SilentReporter,
    /// <summary>A recall of which units are not accounted for.</summary>
    OpenRecall,
    /// <summary>A fridge, room or box out of its range, until it is decided what becomes of what lay there.</summary>
    FridgeAlarm,
}

/// <summary>Whose stock a warning looks at: the whole country's, or that of the person's own workplace.</summary>
public enum WarningArea { Nation, Own }

/// <summary>What may be subscribed to; each says everything that is wrong.</summary>
public static class WarningRules
{
    /// <summary>Whole days a limit of days may be at most; what lasts longer is no news.</summary>
    public const long MostDays = 365;
    /// <summary>Kroner a limit of loss may be at most.</summary>
    public const long MostKroner = 1_000_000_000;

    /// <summary>Whether the kind has a limit: days of cover, kroner of loss or days late.</summary>
    public static bool HasLimit(WarningKind kind) =>
        kind is WarningKind.Cover or WarningKind.ExpiryLoss or WarningKind.SilentReporter;

    /// <summary>Whether the kind can be narrowed to a product or an ATC group.</summary>
    public static bool HasProducts(WarningKind kind) =>
        kind is WarningKind.Cover or WarningKind.ExpiryLoss or WarningKind.OpenRecall;

    /// <summary>Adds what is wrong with a limit in the unit of the kind, or with products it knows not.</summary>
    public static void Check(WarningKind kind, long? limit, bool namesProducts, List<Finding> findings)
    {
        var (least, most) = kind == WarningKind.ExpiryLoss ? (1, MostKroner) : kind == WarningKind.Cover
            ? (1, MostDays) : (0, MostDays);
        if (HasLimit(kind) && (limit is not { } n || n < least || n > most))
            findings.Add(Of("warning-limit-wrong", ("least", $"{least}"), ("most", $"{most}")));
        if (namesProducts && !HasProducts(kind))
            findings.Add(Of("warning-products-not-asked", ("kind", Kebab.Of(kind))));
    }

    static Finding Of(string code, params (string Name, string Value)[] args) =>
        new(code, Severity.Block, null, [], "", args.ToDictionary(arg => arg.Name, arg => arg.Value));
}
