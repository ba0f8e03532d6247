using static Forsyn.Core.Ordering.AdviceState;

namespace Forsyn.Core.Ordering;

/// <summary>Where a question to the supply pharmacists stands (MAN-012).</summary>
public enum AdviceState { Open, Answered, Closed }

/// <summary>What can be done to a question: a further question, an answer, or an end to it.</summary>
public enum AdviceAction { Question, Answer, Close }

/// <summary>The order of a list of questions: the newest, the longest waiting or the oldest first.</summary>
public enum AdviceSort { Newest, Waiting, Oldest }

/// <summary>The one table of where an action on a question leads; what is not in it is refused.</summary>
public static class AdviceFlow
{
    static readonly Dictionary<(AdviceState, AdviceAction), AdviceState> Table = new()
    {
        [(Open, AdviceAction.Question)] = Open,
        [(Open, AdviceAction.Answer)] = Answered,
        [(Open, AdviceAction.Close)] = Closed,
        [(Answered, AdviceAction.Question)] = Open,
        // A pharmacist may find that there is more to say.
        [(Answered, AdviceAction.Answer)] = Answered,
        [(Answered, AdviceAction.Close)] = Closed,
    };

    /// <summary>The state an action leads to; refuses advice-not-in-state.</summary>
    public static Result<AdviceState> After(AdviceState state, AdviceAction action) =>
        Table.TryGetValue((state, action), out var next) ? next
            : Refusal.Of("advice-not-in-state", "state", Kebab.Of(state), "action", Kebab.Of(action));

    public static bool Possible(AdviceState state, AdviceAction action) => Table.ContainsKey((state, action));
}
