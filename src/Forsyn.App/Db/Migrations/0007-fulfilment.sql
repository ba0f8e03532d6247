create table pick (
    order_number bigint not null,
    reservation_id bigint not null,
    line bigint not null,
    lot_id bigint not null,
    place_id bigint not null,
    pool smallint not null,
    reserved bigint not null,
    picked bigint,
    how text not null default '',
    short_reason text not null default '',
    picked_at bigint,
    picked_by text,
    primary key (order_number, reservation_id)
);

create table shipment (
    id bigint primary key,
    order_number bigint not null unique,
    sscc text not null,
    supplier_id bigint not null,
    customer_id bigint not null,
    temperature text not null,
    address text not null,
    packed_at bigint not null,
    dispatched_at bigint,
    dispatched_by text,
    received_at bigint,
    received_by text
);
create index shipment_customer on shipment (customer_id, received_at);

create table shipment_line (
    shipment_id bigint not null references shipment (id),
    line bigint not null,
    order_line bigint not null,
    lot_id bigint not null,
    quantity bigint not null,
    received bigint,
    damaged bigint,
    deviation text not null default '',
    primary key (shipment_id, line)
);
