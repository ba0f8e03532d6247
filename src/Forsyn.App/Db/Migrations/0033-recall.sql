-- A lot withdrawn from everyone who has it. A lot is under one open recall at most.
create table recall (
    id bigint primary key,
    class text not null,
    reason text not null,
    opened_at bigint not null,
    opened_by text not null,
    closed_at bigint,
    closed_by text,
    conclusion text not null default '',
    version bigint not null
);

create table recall_lot (
    recall_id bigint not null references recall (id),
    lot_id bigint not null,
    is_open {bool} not null,
    primary key (recall_id, lot_id)
);
create unique index recall_lot_open on recall_lot (lot_id) where is_open;

-- What each holder must account for: taken is what stood on its shelves, on_road what is on its way to it, used and
-- lost what its books said was gone before. The last four columns are its answers.
create table recall_task (
    recall_id bigint not null references recall (id),
    holder_id bigint not null,
    lot_id bigint not null,
    taken bigint not null,
    on_road bigint not null,
    used bigint not null,
    lost bigint not null,
    found bigint not null default 0,
    given bigint not null default 0,
    destroyed bigint not null default 0,
    missing bigint not null default 0,
    primary key (recall_id, holder_id, lot_id)
);
create index recall_task_holder on recall_task (holder_id, recall_id);

create table recall_answer (
    id bigint primary key,
    recall_id bigint not null,
    holder_id bigint not null,
    lot_id bigint not null,
    found bigint not null,
    given bigint not null,
    destroyed bigint not null,
    missing bigint not null,
    text text not null,
    answered_at bigint not null,
    answered_by text not null,
    link bigint,
    undone_at bigint,
    undone_by text
);
create index recall_answer_recall on recall_answer (recall_id, id);
