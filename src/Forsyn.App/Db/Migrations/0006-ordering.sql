-- An order in the web shop, at the desk and through the warehouse. number is also what people read.
-- Lines, findings and events are written only together with their order or after reading it, so they carry no foreign
-- keys:
-- each would be a lookup on the hottest path.
create table orders (
    number bigint primary key,
    supplier_id bigint not null,
    customer_id bigint not null,
    requisitioner_name text not null,
    requisitioner_role text not null,
    requisitioner_hpr text,
    placed_by text not null,
    channel text not null,
    state text not null,
    urgent {bool} not null,
    urgency text,
    remarks text not null,
    planned_on {date},
    delivery_address text not null,
    accepts_shorter {bool} not null,
    fee_ore bigint not null,
    net_ore bigint not null,
    created_at bigint not null,
    placed_at bigint,
    released_at bigint,
    closed_at bigint,
    version bigint not null
);
create index orders_customer on orders (customer_id, number);
create index orders_state on orders (supplier_id, state, urgent, number);

create table order_line (
    order_number bigint not null,
    line bigint not null,
    article_number text not null,
    doses bigint not null,
    packs bigint not null,
    purpose text not null,
    unit_price_ore bigint not null,
    amount_ore bigint not null,
    details text,
    allocation text,
    primary key (order_number, line)
);
create index order_line_article on order_line (article_number, order_number);

create table order_finding (
    order_number bigint not null,
    seq bigint not null,
    code text not null,
    severity text not null,
    line bigint,
    law text not null,
    requirements text not null,
    args text not null,
    primary key (order_number, seq)
);

create table order_event (
    order_number bigint not null,
    id bigint not null,
    at bigint not null,
    by_person text not null,
    kind text not null,
    state text not null,
    text text not null,
    primary key (order_number, id)
);

-- A draft: what a person has put in the basket, as the order request it will become. It binds nobody.
create table basket (
    persona text primary key,
    request text not null,
    changed_at bigint not null
);
