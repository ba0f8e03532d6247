-- What DMP coordinates, with whom, and what it is about (ACT-008). The task holds how it stands; how it came there is
-- in the entries, which are never changed: an error is corrected by a new entry that names the old one.
create table coordination_task (
    id bigint primary key,
    title text not null,
    arena text not null,
    partner text not null,
    assigned_to text not null,
    due_on {date},
    state text not null,
    article_number text not null,
    lot_id bigint,
    recall_id bigint,
    warning_id bigint,
    made {bool} not null,
    opened_at bigint not null,
    opened_by text not null,
    version bigint not null
);
create index coordination_task_state on coordination_task (state, id);

create table coordination_entry (
    id bigint primary key,
    task_id bigint not null references coordination_task (id),
    kind text not null,
    text text not null,
    state text not null,
    assigned_to text not null,
    due_on {date},
    corrects bigint,
    at bigint not null,
    by_person text not null
);
create index coordination_entry_task on coordination_entry (task_id, id);
create unique index coordination_entry_corrects on coordination_entry (corrects) where corrects is not null;
{immutable coordination_entry}
