using System.Reflection;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>The numbers of data/rules/cold-chain.json, read once.</summary>
public static class ColdRules
{
    const string File = "data/rules/cold-chain.json";

    static readonly RuleBook Book = Load();

    public static RuleNumbers On(DateOnly day) => Book.On(day);

    public static ColdLimits Limits(StorageCondition storage, DateOnly day) => ColdLimits.Of(storage, On(day));

    static RuleBook Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(File)
            ?? throw new InvariantBroken($"the program was built without {File}");
        return RuleBook.Parse([(File, new StreamReader(stream).ReadToEnd())]).Value;
    }
}
