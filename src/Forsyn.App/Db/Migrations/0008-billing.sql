-- Invoices as they were issued: never changed and never deleted; a mistake is mended by another document.
create table invoice (
    number bigint primary key,
    order_number bigint not null unique,
    seller_id bigint not null,
    receiver_id bigint not null,
    issued_on {date} not null,
    due_on {date} not null,
    kid text not null unique,
    account text not null,
    blue_lines bigint not null,
    net_ore bigint not null,
    levy_ore bigint not null,
    vat_ore bigint not null,
    total_ore bigint not null,
    recorded_at bigint not null
);
create index invoice_receiver on invoice (receiver_id, number);
{immutable invoice}

-- kind: product or dispatch-fee. vat_rate is in millionths. Without an article number it is the fee.
create table invoice_line (
    invoice_number bigint not null references invoice (number),
    line bigint not null,
    kind text not null,
    article_number text,
    name text not null,
    purpose text,
    doses bigint not null,
    doses_per_pack bigint not null,
    price_per_pack_ore bigint not null,
    net_ore bigint not null,
    levy_ore bigint not null,
    vat_rate bigint not null,
    vat_ore bigint not null,
    primary key (invoice_number, line)
);
{immutable invoice_line}
