create table lot (
    id bigint primary key,
    article_number text not null references product (article_number),
    lot_number text not null,
    expires_on {date} not null,
    produced_on {date},
    received_on {date},
    unique (article_number, lot_number)
);
create index lot_expiry on lot (article_number, expires_on);

-- What a holder entered about its own stock: use, waste, expiry; the movement itself is in the ledger.
create table stock_entry (
    id bigint primary key,
    holder_id bigint not null,
    kind text not null,
    lot_id bigint not null,
    quantity bigint not null,
    cause text not null,
    text text not null,
    counts_on {date} not null,
    recorded_at bigint not null,
    recorded_by text not null,
    link bigint not null,
    corrected_at bigint,
    corrected_by text
);
create index stock_entry_holder on stock_entry (holder_id, id);

-- Doses a holder used, kept by month (yyyy-MM) as use is entered, so that advice on an order never reads the history.
create table use_month (
    holder_id bigint not null,
    article_number text not null,
    month text not null,
    doses bigint not null,
    primary key (holder_id, article_number, month)
);
