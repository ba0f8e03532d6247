using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Stock.Warnings;
using Forsyn.Core.Stock;

namespace Forsyn.App.Messages;

/// <summary>Early warnings, told once to each person who asked for them: one message of all a run raised.</summary>
static class WarningMessages
{
    public static Task<IReadOnlyList<MessageDraft>> OnRaised(Tx tx, StoredFact fact) =>
        Task.FromResult<IReadOnlyList<MessageDraft>>([.. fact.As<WarningsRaised>().People.Select(one =>
            new MessageDraft(MessageKind.WarningsRaised, [one.Person],
                Kebab.All<WarningKind>().Select(kind => (kind, one.Kinds.GetValueOrDefault(kind)))
                    .Append(("n", one.Kinds.Values.Sum()))
                    .ToDictionary(pair => pair.Item1.Replace("-", ""), pair => $"{pair.Item2}"),
                "/warnings"))]);
}
