create table invoice (
    number bigint primary key,
    order_number bigint not null unique,
    seller_id bigint not null,
    receiver_id bigint not null,
    issued_on {date} not null,
    due_on {date} not null,
    kid text not null,
    net_ore bigint not null,
    levy_ore bigint not null,
    vat_ore bigint not null,
    total_ore bigint not null
);
create index invoice_receiver on invoice (receiver_id, number);

create table invoice_line (
    invoice_number bigint not null references invoice (number),
    line bigint not null,
    kind text not null,
    article_number text,
    description text not null,
    doses bigint not null,
    packs bigint not null,
    unit_price_ore bigint not null,
    net_ore bigint not null,
    levy_ore bigint not null,
    vat_rate bigint not null,
    vat_ore bigint not null,
    primary key (invoice_number, line)
);
