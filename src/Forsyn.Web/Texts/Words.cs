using Forsyn.App.Texts;

namespace Forsyn.Web.Texts;

/// <summary>Texts, numbers and days in the language of the person who reads the page; T in every page.</summary>
public sealed class Words(IHttpContextAccessor accessor, IHostEnvironment environment)
{
    public Language Language { get; } = LanguageCookie.Read(accessor.HttpContext);

    /// <summary>A missing text breaks the page in development and tests, and shows its key in production.</summary>
    public string this[string key, params ReadOnlySpan<(string Name, object? Value)> args] =>
        Text.Find(Language, key, args) ?? Missing(key);

    /// <summary>The word for an enum value: OrderState.Held has the text order-state.held.</summary>
    public string Of<T>(T value) where T : struct, Enum => this[Text.KeyOf(value)];

    /// <summary>What a rule says, in words.</summary>
    public string Of(Finding finding) => Told($"finding.{finding.Code}", finding.Args);

    /// <summary>What to do about it; null where the finding says it all.</summary>
    public string? Mend(Finding finding) => Text.Find(Language, $"mend.{finding.Code}", finding.Args);

    /// <summary>Where it stands: our own terms by name, laws and regulations by their number.</summary>
    public string Law(Finding finding) => Law(finding.Law);

    public string Law(string laws) => string.Join("; ", laws.Split("; ").Select(law =>
        Text.Find(Language, $"law.{law.Replace("FHI, ", "").Replace(' ', '-')}") ?? law));

    public string Of(Refusal refusal) => Told($"refusal.{refusal.Code}", refusal.Args);

    public string Number(long value) => Formats.Number(Language, value);
    public string Number(Quantity value) => Formats.Number(Language, value.Units);
    public string Number(decimal value, int decimals = 1) => Formats.Number(Language, value, decimals);
    public string Percent(decimal value, int decimals = 1) => Formats.Percent(Language, value, decimals);
    public string Money(Money value) => Formats.Money(Language, value);
    public string Kroner(Money value) => Formats.Kroner(Language, value);
    public string Day(DateOnly value) => Formats.Day(Language, value);
    public string Instant(Moment value) => Formats.Instant(Language, value);
    public string Ago(Moment then, Moment now) => Formats.Age(Language, now.Since(then));

    string Told(string key, IReadOnlyDictionary<string, string> args) => Text.Find(Language, key, args) ?? Missing(key);

    string Missing(string key) =>
        environment.IsProduction() ? key : throw new InvariantBroken($"no text has the key {key}");
}
