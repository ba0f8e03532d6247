-- What was picked of each reservation of an order; what was reserved stands in the reservation.
create table pick (
    order_number bigint not null,
    reservation_id bigint not null,
    asked bigint not null,
    picked bigint not null,
    how text not null,
    short_reason text not null,
    picked_at bigint not null,
    picked_by text not null,
    primary key (order_number, reservation_id)
);

create table shipment (
    id bigint primary key,
    order_number bigint not null unique,
    sscc text not null,
    supplier_id bigint not null,
    customer_id bigint not null,
    place_id bigint not null,
    temperature text not null,
    address text not null,
    dispatched_at bigint not null,
    dispatched_by text not null,
    received_at bigint,
    received_by text
);
create index shipment_customer on shipment (customer_id, id);

create table shipment_line (
    shipment_id bigint not null references shipment (id),
    line bigint not null,
    order_line bigint not null,
    lot_id bigint not null,
    pool smallint not null,
    quantity bigint not null,
    received bigint,
    bad bigint,
    deviation text not null default '',
    deviation_text text not null default '',
    primary key (shipment_id, line)
);
