-- A case of supervision of a wholesaler's stockpile. The case holds how it stands; what happened in it is in tables
-- that are never changed: an error is mended by a later row. short_days and late_reports are why it was chosen, as it
-- was known then. seed chose the sample.
create table supervision_case (
    id bigint primary key,
    year bigint not null,
    scheme text not null,
    holder text not null,
    announced {bool} not null,
    reasons text not null,
    short_days bigint not null,
    late_reports bigint not null,
    visit_on {date},
    inspectors text not null,
    state text not null,
    seed bigint,
    made {bool} not null,
    planned_at bigint not null,
    planned_by text not null,
    version bigint not null
);
create index supervision_case_year on supervision_case (year, holder);

create table supervision_entry (
    id bigint primary key,
    case_id bigint not null references supervision_case (id),
    step text not null,
    text text not null,
    visit_on {date},
    inspectors text not null,
    attachment_id bigint,
    at bigint not null,
    by_person text not null,
    by_party text not null
);
create index supervision_entry_case on supervision_entry (case_id, id);
{immutable supervision_entry}

-- What is counted on the visit: what the ledger had when the lines were chosen, and what the holder's last report that
-- counted everything said, with its day. A sample chosen anew is a new round; the newest counts.
create table supervision_sample (
    case_id bigint not null references supervision_case (id),
    round bigint not null,
    line bigint not null,
    lot_id bigint not null,
    pool smallint not null,
    article_number text not null,
    lot_number text not null,
    expires_on {date} not null,
    book bigint not null,
    reported bigint,
    reported_on {date},
    unit_ore bigint not null,
    chosen_at bigint not null,
    chosen_by text not null,
    primary key (case_id, round, line)
);
{immutable supervision_sample}

-- What was counted of a line; the newest row of a line counts.
create table supervision_count (
    id bigint primary key,
    case_id bigint not null references supervision_case (id),
    round bigint not null,
    line bigint not null,
    counted bigint not null,
    cause text,
    text text not null,
    how text not null,
    at bigint not null,
    by_person text not null
);
create index supervision_count_line on supervision_count (case_id, round, line, id);
{immutable supervision_count}

create table supervision_deviation (
    id bigint primary key,
    case_id bigint not null references supervision_case (id),
    number bigint not null,
    grade text not null,
    law text not null,
    text text not null,
    due_on {date} not null,
    at bigint not null,
    by_person text not null
);
create unique index supervision_deviation_number on supervision_deviation (case_id, number);
{immutable supervision_deviation}

create table supervision_deviation_entry (
    id bigint primary key,
    deviation_id bigint not null references supervision_deviation (id),
    step text not null,
    text text not null,
    due_on {date},
    attachment_id bigint,
    at bigint not null,
    by_person text not null,
    by_party text not null
);
create index supervision_deviation_entry_deviation on supervision_deviation_entry (deviation_id, id);
{immutable supervision_deviation_entry}

-- Who was reminded of which deadline: each once before it and once after.
create table duty_reminder (
    about text not null,
    about_id bigint not null,
    due_on {date} not null,
    late {bool} not null,
    reminded_at bigint not null,
    primary key (about, about_id, due_on, late)
);
