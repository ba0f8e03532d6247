-- What a customer sends back of a shipment. Each line names the shipment's line, so that what comes back is what was
-- sent. waiting is what stands in quarantine until a pharmacist has checked it.
create table goods_return (
    id bigint primary key,
    shipment_id bigint not null references shipment (id),
    customer_id bigint not null,
    supplier_id bigint not null,
    reason text not null,
    text text not null,
    state text not null,
    version bigint not null,
    announced_at bigint not null,
    announced_by text not null
);
create index goods_return_customer on goods_return (customer_id, id);
create index goods_return_supplier on goods_return (supplier_id, id);
create index goods_return_shipment on goods_return (shipment_id);

create table goods_return_line (
    return_id bigint not null references goods_return (id),
    line bigint not null,
    shipment_line bigint not null,
    lot_id bigint not null,
    units bigint not null check (units > 0),
    place_id bigint,
    pool smallint,
    received bigint,
    waiting bigint not null default 0 check (waiting >= 0),
    primary key (return_id, line)
);
create index goods_return_line_waiting on goods_return_line (lot_id) where waiting > 0;

-- What a pharmacist saw and decided; the answers say how the units had been kept.
create table goods_return_check (
    id bigint primary key,
    return_id bigint not null references goods_return (id),
    line bigint not null,
    available bigint not null,
    destroyed bigint not null,
    cold_chain {bool} not null,
    unopened {bool} not null,
    identified {bool} not null,
    text text not null,
    checked_at bigint not null,
    checked_by text not null,
    link bigint not null,
    undone_at bigint,
    undone_by text
);
create index goods_return_check_return on goods_return_check (return_id, id);

create table goods_return_event (
    id bigint primary key,
    return_id bigint not null references goods_return (id),
    kind text not null,
    text text not null,
    at bigint not null,
    by_person text not null
);
create index goods_return_event_return on goods_return_event (return_id, id);

-- The report of what was lost reads these rows only, not the whole journal.
create index transfer_lost on transfer (counts_on, holder_id) where to_status in (12, 13) or from_status in (12, 13);
