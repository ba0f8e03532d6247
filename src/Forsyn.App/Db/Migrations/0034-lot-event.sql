-- What was decided about a lot at a holder, and why: quarantine and release; the movement itself is in the ledger.
create table lot_event (
    id bigint primary key,
    lot_id bigint not null,
    holder_id bigint not null,
    kind text not null,
    reason text not null,
    units bigint not null,
    at bigint not null,
    by_person text not null
);
create index lot_event_lot on lot_event (lot_id, id);
