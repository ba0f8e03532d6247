using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.Core.Basics;

namespace Forsyn.App.Facts;

/// <summary>Facts written with the change that made them true, and delivered in order to those who react.</summary>
public static class Outbox
{
    /// <summary>Adds a fact (a past-tense record) to the batch of the transaction that makes it true.</summary>
    public static void Append<T>(Batch batch, T fact, Moment now) where T : notnull =>
        batch.Add("insert into fact (id, name, payload, recorded_at) values (?, ?, ?, ?)",
            batch.Tx.Ids.Next(), fact.GetType().Name, JsonSerializer.Serialize(fact, fact.GetType(), Json.Options),
            now);
}
