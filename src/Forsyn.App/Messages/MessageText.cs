using Forsyn.App.Database;
using Forsyn.App.Texts;

namespace Forsyn.App.Messages;

/// <summary>The words of a message, in the language it is read in.</summary>
public static class MessageText
{
    public static string Title(Language language, string kind, string args) => Of(language, $"message.{kind}", args);

    public static string About(Language language, string kind, string args) =>
        Of(language, $"message-about.{kind}", args);

    /// <summary>A whole letter: what happened, where to look, and why it came.</summary>
    /// <param name="site">Where people reach the program.</param>
    public static (string Subject, string Body) Letter(Mail mail, string site)
    {
        var language = Languages.Parse(mail.Language) ?? Language.Nb;
        var about = About(language, mail.Kind, mail.Args);
        var end = Text.Get(language, mail.Kind == Kebab.Of(MessageKind.AccessAsked) ? "mail.end-mailbox"
            : mail.Person == "" ? "mail.end-nobody" : "mail.end");
        return (Title(language, mail.Kind, mail.Args), $"{about}\n\n{site.TrimEnd('/')}{mail.Link}\n\n{end}\n");
    }

    static string Of(Language language, string key, string args) =>
        Text.Find(language, key, Json.Read<Dictionary<string, string>>(args))
            ?? throw new InvariantBroken($"no text has the key {key}");
}
