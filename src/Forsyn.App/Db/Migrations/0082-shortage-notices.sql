-- A shortage notification: who sent it and why, and how it stands. What it said each time, and what was done with it,
-- is in tables that are never changed. reporter_id is the wholesaler that sends for itself; versions is the newest
-- number; in_time is how the first was judged by the law of its day, null where it cannot be.
create table shortage_notice (
    id bigint primary key,
    occasion text not null,
    reporter text not null,
    reporter_id bigint references party (id),
    state text not null,
    versions bigint not null,
    in_time {bool},
    ended_at bigint,
    made {bool} not null
);
create index shortage_notice_state on shortage_notice (state, id);

create table shortage_notice_version (
    notice_id bigint not null references shortage_notice (id),
    number bigint not null,
    atc text not null,
    substance text not null,
    articles text not null,
    permanent {bool} not null,
    starts_on {date} not null,
    ends_on {date},
    reason text not null,
    text text not null,
    notified_at bigint not null,
    recorded_at bigint not null,
    by_person text not null,
    by_party text not null,
    primary key (notice_id, number)
);
create index shortage_notice_version_time on shortage_notice_version (notified_at);
create index shortage_notice_version_atc on shortage_notice_version (atc);
{immutable shortage_notice_version}

create table shortage_notice_entry (
    id bigint primary key,
    notice_id bigint not null references shortage_notice (id),
    step text not null,
    consequence text,
    solution text,
    review_on {date},
    text text not null,
    at bigint not null,
    by_person text not null,
    by_party text not null
);
create index shortage_notice_entry_notice on shortage_notice_entry (notice_id, id);
{immutable shortage_notice_entry}
