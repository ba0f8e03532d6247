-- What packages count for a stockpile duty, where the register of medicines says nothing: micro-DDD in a pack (null
-- where there is no daily dose) and the group of packages that may be exchanged for each other.
create table duty_package (
    article_number text primary key,
    ddd_micros bigint,
    substitution_group text not null
);

-- Files of monthly sales. The newest of a seller and month counts; those before it stay as they came.
create table sales_file (
    id bigint primary key,
    seller_id bigint not null references party (id),
    month text not null,
    fingerprint text not null,
    name text not null,
    source text not null,
    lines bigint not null,
    packs bigint not null,
    replaces bigint references sales_file (id),
    made {bool} not null,
    received_at bigint not null,
    received_by text not null
);
create index sales_file_month on sales_file (seller_id, month, id);
{immutable sales_file}

-- The lines as they came, tens of millions a year: only ever written in bulk and summed, so they carry no key.
create table sale (
    file_id bigint not null,
    buyer_id bigint not null,
    article_number text not null,
    packs bigint not null
);

-- The same summed by seller, month, package and kind of buyer, written in the transaction that takes a file in.
create table turnover (
    seller_id bigint not null,
    month text not null,
    article_number text not null,
    buyer_type text not null,
    packs bigint not null,
    primary key (seller_id, month, article_number, buyer_type)
);
