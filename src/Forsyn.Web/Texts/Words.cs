using Forsyn.App.Texts;

namespace Forsyn.Web.Texts;

/// <summary>Texts, numbers and days in the language of the person who reads the page; T in every page.</summary>
public sealed class Words(IHttpContextAccessor accessor, IHostEnvironment environment)
{
    public Language Language { get; } = LanguageCookie.Read(accessor.HttpContext);

    /// <summary>A missing text breaks the page in development and tests, and shows its key in production.</summary>
    public string this[string key, params ReadOnlySpan<(string Name, object? Value)> args] =>
        Text.Find(Language, key, args) ?? Missing(key);

    /// <summary>What a rule says, in words.</summary>
    public string Of(Finding finding) =>
        Text.Find(Language, $"finding.{finding.Code}", finding.Args) ?? Missing($"finding.{finding.Code}");

    /// <summary>What to do about it; null where the finding says it all.</summary>
    public string? Mend(Finding finding) => Text.Find(Language, $"mend.{finding.Code}", finding.Args);

    public string Of(Refusal refusal) =>
        Text.Find(Language, $"refusal.{refusal.Code}", refusal.Args) ?? Missing($"refusal.{refusal.Code}");

    public string Number(long value) => Formats.Number(Language, value);
    public string Number(Quantity value) => Formats.Number(Language, value.Units);
    public string Number(decimal value, int decimals = 1) => Formats.Number(Language, value, decimals);
    public string Percent(decimal value, int decimals = 1) => Formats.Percent(Language, value, decimals);
    public string Money(Money value) => Formats.Money(Language, value);
    public string Kroner(Money value) => Formats.Kroner(Language, value);
    public string Day(DateOnly value) => Formats.Day(Language, value);
    public string Instant(Moment value) => Formats.Instant(Language, value);
    public string Ago(Moment then, Moment now) => Formats.Age(Language, now.Since(then));

    string Missing(string key) =>
        !environment.IsProduction() ? throw new InvariantBroken($"no text has the key {key}") : key;
}
