using Forsyn.App.Messages;
using Forsyn.App.Texts;

namespace Forsyn.Web.Pages.Messages;

/// <summary>The settings as the form sends them: the ticked kinds only.</summary>
public sealed class WishForm
{
    public string? Email { get; set; }
    public string? Language { get; set; }
    public List<string> InApp { get; set; } = [];
    public List<string> ByMail { get; set; } = [];

    public static WishForm Of(Wishes wishes) => new()
    {
        Email = wishes.Email, Language = wishes.Language.Code(),
        InApp = [.. wishes.Kinds.Where(wish => wish.InApp).Select(wish => Kebab.Of(wish.Kind))],
        ByMail = [.. wishes.Kinds.Where(wish => wish.ByMail).Select(wish => Kebab.Of(wish.Kind))],
    };

    public Wishes ToWishes(IEnumerable<MessageKind> kinds) => new(
        Email ?? "", Languages.Parse(Language) ?? Forsyn.App.Texts.Language.Nb,
        [.. kinds.Select(kind => new MessageWish(
            kind, InApp.Contains(Kebab.Of(kind)), ByMail.Contains(Kebab.Of(kind))))]);
}
