-- Goods a supplier is to bring. planned_on is the newest word; what it was before stands in delivery_event. received
-- counts every unit that came on the line, damaged ones too.
create table delivery (
    id bigint primary key,
    holder_id bigint not null,
    supplier_id bigint not null,
    agreement_id bigint,
    reference text not null,
    planned_on {date} not null,
    minimum_days bigint,
    state text not null,
    made {bool} not null,
    version bigint not null,
    recorded_at bigint not null,
    recorded_by text not null
);
create index delivery_open on delivery (holder_id, planned_on, id) where state in ('expected', 'partly-received');
create index delivery_holder on delivery (holder_id, planned_on, id);

create table delivery_line (
    delivery_id bigint not null references delivery (id),
    line bigint not null,
    article_number text not null,
    lot_number text not null,
    expires_on {date},
    units bigint not null check (units > 0),
    received bigint not null,
    primary key (delivery_id, line)
);
create index delivery_line_article on delivery_line (article_number);

create table delivery_event (
    id bigint primary key,
    delivery_id bigint not null references delivery (id),
    kind text not null,
    planned_on {date},
    text text not null,
    at bigint not null,
    by_person text not null
);
create index delivery_event_delivery on delivery_event (delivery_id, id);
