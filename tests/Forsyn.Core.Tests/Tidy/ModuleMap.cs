namespace Forsyn.Core.Tests.Tidy;

/// <summary>
/// Which module may use which: one line a module (a backslash carries it on), after the colon the modules it may use,
/// all of them on lines above. A reaction upward is a fact in the outbox, never a call. ModuleEdges reads the compiled
/// code and compares.
/// </summary>
public static class ModuleMap
{
    public static readonly ModuleTable Core = ModuleTable.Parse("""
        Basics:
        Ledger:       Basics
        Catalogue:    Basics
        Parties:      Basics Catalogue
        Stock:        Basics Ledger Catalogue Parties
        Shortages:    Basics Ledger Catalogue Parties Stock
        Preparedness: Basics Ledger Catalogue Parties Stock Shortages
        Production:   Basics Catalogue Parties Stock Shortages Preparedness
        Ordering:     Basics Ledger Catalogue Parties Stock Shortages
        Fulfilment:   Basics Ledger Catalogue Parties Stock Ordering
        Billing:      Basics Catalogue Parties Ordering Fulfilment
        Steering:     Basics Catalogue Parties Stock Shortages Preparedness Production Billing
        Interop:      Basics Ledger Catalogue Parties Stock Ordering Fulfilment Billing
        Simulation:   Basics Ledger Catalogue Parties Stock Shortages Preparedness Ordering Fulfilment
        Continuity:   Basics
        """);

    public static readonly ModuleTable App = ModuleTable.Parse("""
        Database:
        Basics:     Database
        Texts:
        Facts:      Database
        Identity:   Database Facts Texts
        Documents:  Database Texts Identity
        Jobs:       Database Facts
        Ledger:     Database Basics Facts Identity Jobs
        Catalogue:  Database Basics Documents Facts Identity Texts
        Parties:    Database Basics Facts Identity Texts Catalogue
        Stock:      Database Basics Documents Facts Identity Texts Jobs Ledger Catalogue Parties
        Shortages:  Database Basics Documents Facts Identity Texts Catalogue Parties
        Preparedness: Database Basics Documents Facts Identity Texts Jobs Ledger Catalogue Parties Stock Shortages
        Ordering:   Database Basics Documents Facts Identity Texts Jobs Ledger Catalogue Parties Stock Shortages
        Fulfilment: Database Basics Documents Facts Identity Texts Jobs Ledger Catalogue Parties Stock Ordering
        Billing:    Database Basics Documents Facts Identity Texts Jobs Catalogue Parties Ordering Fulfilment
        Messages:   Database Facts Identity Texts Stock Shortages Preparedness Ordering Fulfilment
        Continuity: Database Basics Documents Facts Identity Texts Ledger Catalogue Parties Stock Ordering Messages
        Demo: Database Basics Facts Identity Ledger Catalogue Parties Stock Shortages Preparedness Ordering Fulfilment \
            Messages Continuity
        """);
}

/// <summary>Modules from left to right, and the pairs that are allowed.</summary>
public sealed record ModuleTable(IReadOnlyList<string> Modules, IReadOnlySet<(string From, string To)> Allowed)
{
    public static ModuleTable Parse(string text)
    {
        var rows = text.Replace("\\\n", "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2)).ToList();
        var pairs = rows.SelectMany(row =>
            row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(to => (row[0].Trim(), to.Trim())));
        return new([.. rows.Select(row => row[0].Trim())], pairs.ToHashSet());
    }

    public ModuleTable Without(string from, string to) =>
        this with { Allowed = Allowed.Where(pair => pair != (from, to)).ToHashSet() };

    /// <summary>Pairs of the table itself that point to the right, to nothing, or to the module itself.</summary>
    public IEnumerable<string> Offences() =>
        from pair in Allowed
        let left = Modules.TakeWhile(m => m != pair.From)
        where !left.Contains(pair.To)
        select $"the table lets {pair.From} use {pair.To}, which is not above it";

    /// <summary>Uses the table does not allow, and modules it does not know.</summary>
    public IEnumerable<string> Offences(IEnumerable<ModuleEdge> edges) =>
        from edge in edges
        where !Allowed.Contains((edge.From, edge.To))
        select !Modules.Contains(edge.From) ? $"{edge.From} is no module of the map ({edge.Where})"
            : $"{edge.From} may not use {edge.To}: {edge.Where}";
}

/// <summary>One module uses another; Where is the type and member that does.</summary>
public sealed record ModuleEdge(string From, string To, string Where);
