-- The ledger. Status and pool are the codes of Forsyn.Core.Ledger.Status and Pool; outside accounts are 10 and up.
create table balance (
    holder_id bigint not null,
    status smallint not null,
    lot_id bigint not null,
    place_id bigint not null,
    pool smallint not null,
    quantity bigint not null,
    changed_at bigint not null,
    primary key (holder_id, status, lot_id, place_id, pool),
    constraint balance_never_negative check (quantity >= 0 or status >= 10)
);
create index balance_lot on balance (lot_id);

create table transfer (
    tx {tx},
    holder_id bigint not null,
    id bigint not null,
    link bigint not null,
    lot_id bigint not null,
    quantity bigint not null check (quantity > 0),
    from_status smallint not null,
    from_place bigint not null,
    from_pool smallint not null,
    to_status smallint not null,
    to_place bigint not null,
    to_pool smallint not null,
    reason text not null,
    source text not null,
    counts_on {date} not null,
    recorded_at bigint not null,
    recorded_by text not null,
    settles bigint,
    corrects bigint,
    unique (holder_id, id),
    constraint transfer_source unique (holder_id, source)
);
create unique index transfer_settles on transfer (holder_id, settles) where settles is not null;
create unique index transfer_corrects on transfer (holder_id, corrects) where corrects is not null;
create index transfer_lot on transfer (lot_id, counts_on);
create index transfer_day on transfer (counts_on);
create index transfer_link on transfer (link);
-- The order in which rows are sealed.
create index transfer_tx on transfer (tx, id);
{immutable transfer}

-- A promise of units to a document line: pending 0, posted 1, voided 2, expired 3; leaves 0 exactly once.
create table reservation (
    holder_id bigint not null,
    id bigint not null,
    document text not null,
    line bigint not null,
    lot_id bigint not null,
    place_id bigint not null,
    pool smallint not null,
    quantity bigint not null check (quantity > 0),
    state smallint not null default 0,
    reserved_at bigint not null,
    expires_on {date},
    settled_at bigint,
    primary key (holder_id, id)
);
create index reservation_document on reservation (holder_id, document);
create index reservation_pending on reservation (expires_on) where state = 0;

create table seal (
    number bigint primary key,
    from_tx bigint not null,
    to_tx bigint not null,
    transfers bigint not null,
    root text not null,
    head text not null,
    sealed_at bigint not null
);
{immutable seal}
