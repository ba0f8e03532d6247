-- What was held towards each target when a day ended, and what had to be. measure is ddd (micro-DDD) or units, and all
-- amounts of a row are in it. must is the target, must_now the part of it that a permit to go under leaves; held is
-- what counts towards it. Worked out from the ledger and written anew when a past day changes.
create table coverage_day (
    scheme text not null,
    holder text not null,
    atc text not null,
    package_group text not null,
    day {date} not null,
    run_id bigint not null,
    measure text not null,
    must bigint not null,
    must_now bigint not null,
    must_ordinary bigint not null,
    set_aside bigint not null,
    for_sale bigint not null,
    held bigint not null,
    primary key (scheme, holder, atc, package_group, day)
);
create index coverage_day_day on coverage_day (scheme, day);

-- How far a scheme's days are worked out: to the day, with all transfers below tx and so many runs of targets.
create table coverage_mark (
    scheme text primary key,
    day {date} not null,
    tx bigint not null,
    runs bigint not null,
    computed_at bigint not null
);

-- Targets that somebody was told are short, until they are whole again.
create table coverage_short (
    scheme text not null,
    holder text not null,
    atc text not null,
    package_group text not null,
    since {date} not null,
    primary key (scheme, holder, atc, package_group)
);
