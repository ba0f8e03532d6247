namespace Forsyn.Web.Pages.Fulfilment;

/// <summary>What was counted of a return, a row for each line.</summary>
public sealed class ReturnCountForm
{
    public List<ReturnCountFormLine> Lines { get; set; } = [];
}

/// <summary>A counted line.</summary>
public sealed class ReturnCountFormLine
{
    public int Line { get; set; }
    public string? Received { get; set; }
}

/// <summary>A check of one line that came back.</summary>
public sealed class ReturnCheckForm
{
    public int Line { get; set; }
    public bool ColdChain { get; set; }
    public bool Unopened { get; set; }
    public bool Identified { get; set; }
    public string? Available { get; set; }
    public string? Destroyed { get; set; }
    public string? Text { get; set; }
}
