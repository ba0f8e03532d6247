-- What holders are compensated for (STP-006). A statement is a version of a scheme, holder and year: its figures are
-- never changed, only its state (draft, sent, approved or returned); another set of figures is another version.
create table compensation_statement (
    id bigint primary key,
    scheme text not null,
    holder text not null,
    year bigint not null,
    version bigint not null,
    first_day {date} not null,
    last_day {date} not null,
    amount_ore bigint not null,
    state text not null,
    made_at bigint not null,
    made_by text not null,
    made_for text not null,
    unique (scheme, holder, year, version)
);

-- A target in the days of a month with one rate. must and held are averages in the measure; pack_holds is what one
-- pack of the article it is valued by holds, in the same measure.
create table compensation_line (
    statement_id bigint not null references compensation_statement (id),
    line bigint not null,
    atc text not null,
    package_group text not null,
    substance text not null,
    measure text not null,
    first_day {date} not null,
    last_day {date} not null,
    rate bigint not null,
    must bigint not null,
    held bigint not null,
    days_short bigint not null,
    article_number text,
    pack_holds bigint,
    pack_price_ore bigint,
    value_ore bigint not null,
    amount_ore bigint not null,
    primary key (statement_id, line)
);
{immutable compensation_line}

create table compensation_payer (
    statement_id bigint not null references compensation_statement (id),
    payer text not null,
    amount_ore bigint not null,
    primary key (statement_id, payer)
);
{immutable compensation_payer}

create table compensation_entry (
    id bigint primary key,
    statement_id bigint not null references compensation_statement (id),
    step text not null,
    text text not null,
    at bigint not null,
    by_person text not null,
    by_party text not null
);
create index compensation_entry_statement on compensation_entry (statement_id, id);
{immutable compensation_entry}
