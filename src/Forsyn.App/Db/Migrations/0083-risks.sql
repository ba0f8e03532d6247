-- A risk to the supply: of a substance, at a supplier or in a link of the chain. Codes are separated by commas. How it
-- is assessed is in entries that are never changed: the newest assessment counts, and a closing ends it.
create table risk (
    id bigint primary key,
    subject text not null,
    title text not null,
    may_happen text not null,
    cause text not null,
    atc text not null,
    made {bool} not null,
    opened_at bigint not null,
    opened_by text not null,
    closed_at bigint
);
create index risk_open on risk (closed_at, id);

-- class is what the matrix of its day made of the score; an entry that closes has neither.
create table risk_entry (
    id bigint primary key,
    risk_id bigint not null references risk (id),
    step text not null,
    likelihood bigint check (likelihood between 1 and 5),
    consequence bigint check (consequence between 1 and 5),
    class text,
    owner text,
    review_on {date},
    text text not null,
    at bigint not null,
    by_person text not null
);
create index risk_entry_risk on risk_entry (risk_id, id);
{immutable risk_entry}

create table risk_measure (
    id bigint not null unique,
    risk_id bigint not null references risk (id),
    number bigint not null,
    text text not null,
    owner text not null,
    due_on {date} not null,
    at bigint not null,
    by_person text not null,
    primary key (risk_id, number)
);
{immutable risk_measure}

-- A measure is over: done, or not to be done after all.
create table risk_measure_end (
    risk_id bigint not null,
    number bigint not null,
    done {bool} not null,
    text text not null,
    at bigint not null,
    by_person text not null,
    primary key (risk_id, number),
    foreign key (risk_id, number) references risk_measure (risk_id, number)
);
{immutable risk_measure_end}
