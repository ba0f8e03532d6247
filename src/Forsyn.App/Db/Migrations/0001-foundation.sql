-- Foundation: id blocks, the outbox of facts and its readers, answers kept for repeated requests.
create table counter (
    name text primary key,
    next bigint not null
);
-- tx-offset is what is added to PostgreSQL's transaction ids, see
-- docs/decisions/0008-transaction-ids-after-a-restore.md.
insert into counter (name, next) values ('id', 1000), ('order', 100000), ('invoice', 500000), ('tx-offset', 0);

create table fact (
    tx {tx},
    id bigint not null,
    name text not null,
    payload text not null,
    recorded_at bigint not null,
    unique (tx, id)
);

create table subscription (
    name text primary key,
    read_tx bigint not null,
    read_id bigint not null,
    failed_at bigint,
    failure text
);

create table once (
    caller text not null,
    key text not null,
    fingerprint text not null,
    answer text not null,
    primary key (caller, key)
);
