namespace Forsyn.Core.Tests.Cases;

/// <summary>One combination of everything the table tells apart, in the words of the table.</summary>
readonly record struct Cell(string Rules, string Role, string Product, string Channel, string Purpose, string Customer)
{
    public string this[string column] => column switch
    {
        "rules" => Rules,
        "role" => Role,
        "product" => Product,
        "channel" => Channel,
        "purpose" => Purpose,
        _ => Customer,
    };
}

/// <summary>A row of tests/cases/order-table.csv: what must be said of the cells it fits.</summary>
sealed record TableRow(
    int Row, string Says, IReadOnlyList<string> Requirements,
    IReadOnlyDictionary<string, (bool Not, IReadOnlySet<string> Values)> Cells)
{
    public bool Fits(Cell cell)
    {
        foreach (var (column, (not, values)) in Cells)
            if (values.Contains(cell[column]) == not) return false;
        return true;
    }
}

/// <summary>
/// The hand-written table of who gets what, read with no knowledge of the rules; it is the other opinion they are
/// compared with.
/// </summary>
static class OrderTable
{
    public const string File = "order-table.csv";
    const int Leading = 2;

    /// <summary>Every word a column may use; the table covers all of their combinations.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Words = new Dictionary<string, string[]>
    {
        ["rules"] = ["sources", "today"],
        ["role"] =
        [
            "physician", "infection-control-physician", "hospital-physician", "public-health-nurse", "nurse",
            "midwife", "pharmacist", "wholesaler-clerk", "supply-pharmacist", "administrator",
        ],
        ["product"] =
        [
            "plain", "childhood", "hpv", "influenza", "pregnancy", "corona", "immunoglobulin", "serum", "tuberculin",
            "certificate", "medicine", "blue-vaccine", "blue-immunoglobulin", "blue-serum", "unauthorised",
            "unauthorised-off-list", "yellow-fever", "yellow-fever-unsaid",
        ],
        ["channel"] = ["web", "fax", "post", "phone-urgent", "phone-not-urgent", "email", "electronic"],
        ["purpose"] = ["payable", "childhood", "hpv", "influenza", "pregnancy", "blue"],
        ["customer"] =
        [
            "health-station", "doctors-office", "hospital", "pharmacy", "wholesaler", "private-person", "authority",
        ],
    };

    static readonly Lazy<IReadOnlyList<TableRow>> Read = new(() => Parse(Repository.Read($"tests/cases/{File}")));

    public static IReadOnlyList<TableRow> Rows => Read.Value;

    public static IEnumerable<Cell> AllCells() =>
        from rules in Words["rules"]
        from role in Words["role"]
        from product in Words["product"]
        from channel in Words["channel"]
        from purpose in Words["purpose"]
        from customer in Words["customer"]
        select new Cell(rules, role, product, channel, purpose, customer);

    public static IReadOnlyList<TableRow> Parse(string text)
    {
        var (lists, rows, row) = (new Dictionary<string, string[]>(), new List<TableRow>(), 0);
        foreach (var line in text.Split('\n'))
        {
            row++;
            var cells = line.Split(';').Select(c => c.Trim()).ToArray();
            if (line.Trim() is "" || line[0] == '#' || cells[0] == "says") continue;
            if (line[0] == '@') lists[cells[0]] = cells[1].Split(' ');
            else if (cells.Length != Leading + Words.Count)
                throw new CaseWrong($"{File}:{row} has {cells.Length} cells, not {Leading + Words.Count}");
            else rows.Add(new TableRow(row, cells[0], cells[1].Split(' ', StringSplitOptions.RemoveEmptyEntries),
                Words.Keys.Zip(cells.Skip(Leading)).Where(pair => pair.Second != "*")
                    .ToDictionary(pair => pair.First, pair => Values(row, pair.First, pair.Second, lists))));
        }
        return rows;
    }

    static (bool, IReadOnlySet<string>) Values(int row, string column, string cell, Dictionary<string, string[]> lists)
    {
        var not = cell.StartsWith("not ");
        var words = (not ? cell[4..] : cell).Split(' ')
            .SelectMany(word => lists.TryGetValue(word, out var list) ? list : [word]).ToHashSet();
        if (words.Except(Words[column]).FirstOrDefault() is { } unknown)
            throw new CaseWrong($"{File}:{row} {column} knows no '{unknown}'");
        return (not, words);
    }
}
