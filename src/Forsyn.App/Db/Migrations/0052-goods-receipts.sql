-- What came of a delivery, in one booking each: how it arrived, and lot by lot what was counted. A product nobody knows
-- has no lot and no units in the ledger. waiting is what stands in quarantine until somebody decides; damaged of it can
-- only go back or be destroyed.
create table goods_receipt (
    id bigint primary key,
    delivery_id bigint not null references delivery (id),
    holder_id bigint not null,
    temperature_tenths bigint,
    packaging text not null,
    logger text not null,
    is_last {bool} not null,
    text text not null,
    link bigint,
    received_at bigint not null,
    received_by text not null,
    undone_at bigint,
    undone_by text
);
create index goods_receipt_delivery on goods_receipt (delivery_id, id);
create index goods_receipt_holder on goods_receipt (holder_id, id);

create table goods_receipt_line (
    receipt_id bigint not null references goods_receipt (id),
    line bigint not null,
    delivery_line bigint,
    article_number text not null,
    lot_number text not null,
    expires_on {date},
    produced_on {date},
    lot_id bigint,
    place_id bigint,
    pool smallint,
    units bigint not null,
    damaged bigint not null,
    deviations text not null,
    text text not null,
    waiting bigint not null check (waiting >= 0),
    waiting_damaged bigint not null,
    primary key (receipt_id, line)
);
create index goods_receipt_line_waiting on goods_receipt_line (lot_id) where waiting > 0;

-- Release, return to the supplier or destruction of waiting units. Where a second look is needed nothing is moved
-- before it, and link stays empty until then.
create table goods_decision (
    id bigint primary key,
    receipt_id bigint not null references goods_receipt (id),
    line bigint not null,
    kind text not null,
    units bigint not null,
    damaged bigint not null,
    text text not null,
    attachment_id bigint,
    decided_at bigint not null,
    decided_by text not null,
    decided_name text not null,
    needs_second {bool} not null,
    second_at bigint,
    second_by text,
    link bigint,
    undone_at bigint,
    undone_by text
);
create index goods_decision_receipt on goods_decision (receipt_id, line);
