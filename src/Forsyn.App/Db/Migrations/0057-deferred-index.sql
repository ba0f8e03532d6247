-- Indexes that were taken away for a load of very many rows and are still to be made again; empty at all other times.
create table deferred_index (
    name text primary key,
    table_name text not null,
    definition text not null
);
