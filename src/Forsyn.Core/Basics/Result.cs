namespace Forsyn.Core.Basics;

/// <summary>
/// An expected no: a stable code (kebab-case), the facts it names, and the findings behind it if any.
/// </summary>
public record Refusal(string Code, IReadOnlyDictionary<string, string> Args, IReadOnlyList<Finding>? Findings = null)
{
    /// <summary>A refusal with arguments given as name, value, name, value….</summary>
    public static Refusal Of(string code, params string[] args)
    {
        var map = new Dictionary<string, string>();
        for (var i = 0; i + 1 < args.Length; i += 2) map[args[i]] = args[i + 1];
        return new Refusal(code, map);
    }
}

/// <summary>
/// Exactly one of a value and a refusal; default(Result) is a programming error and throws when read.
/// </summary>
public readonly record struct Result<T>
{
    readonly T? _value;
    public Refusal? Refusal { get; }
    readonly bool _ok;

    Result(T value) { _value = value; _ok = true; Refusal = null; }
    Result(Refusal refusal) { _value = default; _ok = false; Refusal = refusal; }

    public bool Ok => _ok;
    /// <summary>The value; throws InvariantBroken when there is a refusal instead.</summary>
    public T Value => _ok ? _value! : throw new InvariantBroken($"read the value of a refused result: {Refusal?.Code}");

    public static implicit operator Result<T>(T value) => new(value);
    public static implicit operator Result<T>(Refusal refusal) => new(refusal);

    public TOut Match<TOut>(Func<T, TOut> ok, Func<Refusal, TOut> refused) => _ok ? ok(_value!) : refused(Refusal!);
}

/// <summary>Something the program promises never happens has happened: roll back and alarm.</summary>
public sealed class InvariantBroken(string what) : Exception(what);
