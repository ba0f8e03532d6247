using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Texts;

namespace Forsyn.App.Messages;

/// <summary>How a person wants to be told of one kind of thing.</summary>
public sealed record MessageWish(MessageKind Kind, bool InApp, bool ByMail);

/// <summary>How a person wants to be told.</summary>
public sealed record Wishes(string Email, Language Language, IReadOnlyList<MessageWish> Kinds);

/// <summary>What a person chooses about messages, and where the person is reached.</summary>
public static class MessageSettings
{
    public static async Task<Wishes> Read(Db db, Caller caller)
    {
        var contact = await db.One<ContactRow>(
            "select email, language from contact where person = @PersonaId", new { caller.PersonaId });
        var chosen = (await db.List<ChoiceRow>(
            "select kind, in_app, by_mail from message_choice where person = @PersonaId", new { caller.PersonaId }))
            .ToDictionary(row => row.Kind);
        var desk = caller.May(Policy.OrderReview);
        return new(contact?.Email ?? "", Languages.Parse(contact?.Language) ?? Language.Nb,
            [.. MessageKinds.For(desk).Select(kind => chosen.TryGetValue(Kebab.Of(kind), out var row)
                ? new MessageWish(kind, row.InApp, row.ByMail)
                : new MessageWish(kind, true, kind.MailedByItself()))]);
    }

    /// <summary>Keeps what was chosen; refuses email-wrong.</summary>
    public static Task<Result<Wishes>> Save(Db db, Wishes wishes, Caller caller) => db.Write<Wishes>(async tx =>
    {
        var email = wishes.Email.Trim();
        if (email != "" && !IsAddress(email)) return Refusal.Of("email-wrong", "email", email);
        await Reach(tx, caller.PersonaId, email, wishes.Language);
        var batch = new Batch(tx);
        foreach (var wish in wishes.Kinds)
            batch.Add("insert into message_choice (person, kind, in_app, by_mail) values (?, ?, ?, ?) " +
                "on conflict (person, kind) do update set in_app = excluded.in_app, by_mail = excluded.by_mail",
                caller.PersonaId, Kebab.Of(wish.Kind), wish.InApp, wish.ByMail);
        await batch.Run();
        return wishes with { Email = email };
    });

    /// <summary>The language a person last chose is the one letters are written in.</summary>
    public static Task<Result<int>> Speak(Db db, Language language, Caller caller) => db.Write<int>(async tx =>
        await tx.Do("insert into contact (person, email, language) values (@PersonaId, '', @code) " +
            "on conflict (person) do update set language = excluded.language",
            new { caller.PersonaId, code = language.Code() }));

    internal static Task Reach(Tx tx, string person, string email, Language language) =>
        tx.Do("insert into contact (person, email, language) values (@person, @email, @code) " +
            "on conflict (person) do update set email = excluded.email, language = excluded.language",
            new { person, email, code = language.Code() });

    /// <summary>
    /// One address and nothing else: a line break in it would let a letter carry headers of the writer's own.
    /// </summary>
    static bool IsAddress(string text) => text.Length <= 200 && !text.Any(char.IsControl) && !text.Contains(' ')
        && System.Net.Mail.MailAddress.TryCreate(text, out var address) && address.Address == text;

    sealed class ContactRow
    {
        public string Email { get; init; } = "";
        public string Language { get; init; } = "";
    }

    sealed class ChoiceRow
    {
        public string Kind { get; init; } = "";
        public bool InApp { get; init; }
        public bool ByMail { get; init; }
    }
}
