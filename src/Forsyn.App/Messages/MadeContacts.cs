using Forsyn.App.Database;

namespace Forsyn.App.Messages;

/// <summary>Made e-mail addresses for the made people, under a name that belongs to nobody (RFC 2606).</summary>
static class MadeContacts
{
    public static Task Run(Tx tx) => tx.Do("insert into contact (person, email, language) " +
        "select persona, persona || '@forsyn.example', 'nb' from person where true on conflict do nothing");
}
