namespace Forsyn.Tests;

/// <summary>
/// What is final is decided for a whole PostgreSQL server: a transaction of another test, in another database, holds it
/// back too. Tests that count what is final run when no other test does.
/// </summary>
[CollectionDefinition(nameof(AloneOnTheServer), DisableParallelization = true)]
public sealed class AloneOnTheServer;
