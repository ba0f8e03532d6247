-- An order may have two invoices, the customer's and that of National Insurance for its blue prescriptions. There are
-- no words that both databases understand to change a key, so the rows are put aside while the tables are made anew.
create temp table kept_invoice as select * from invoice;
create temp table kept_invoice_line as select * from invoice_line;
drop table invoice_line;
drop table invoice;

create table invoice (
    number bigint primary key,
    order_number bigint not null,
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
    recorded_at bigint not null,
    unique (order_number, receiver_id)
);
create index invoice_receiver on invoice (receiver_id, number);
{immutable invoice}

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

insert into invoice select * from kept_invoice;
insert into invoice_line select * from kept_invoice_line;
drop table kept_invoice_line;
drop table kept_invoice;
