-- How a holder buys a package, where it is otherwise than data/rules/rotation.json says: days, and packs that are
-- ordered together.
create table rotation_term (
    holder_id bigint not null,
    article_number text not null,
    lead_days bigint not null,
    life_days bigint not null,
    cycle_days bigint not null,
    packs bigint not null,
    changed_at bigint not null,
    changed_by text not null,
    primary key (holder_id, article_number)
);

-- How each holder's target goes, as planned on a day: written anew every day. must and held are in the target's
-- measure; lost and to_buy are units. alarm_* is the first lot that cannot be sold in time, breach_* the first days
-- on which the floor does not hold; *_since is the day that was first seen.
create table rotation_outlook (
    scheme text not null,
    holder_id bigint not null,
    atc text not null,
    package_group text not null,
    name text not null,
    measure text not null,
    computed_on {date} not null,
    packages bigint not null,
    lots bigint not null,
    must bigint not null,
    held bigint not null,
    lost bigint not null,
    loss_ore bigint not null,
    lost_without bigint not null,
    loss_without_ore bigint not null,
    to_buy bigint not null,
    to_pay_ore bigint not null,
    order_on {date},
    alarm_article text,
    alarm_number text,
    alarm_on {date},
    alarm_units bigint not null,
    alarm_ore bigint not null,
    alarm_since {date},
    breach_from {date},
    breach_to {date},
    breach_deepest bigint not null,
    breach_cause text,
    breach_since {date},
    primary key (scheme, holder_id, atc, package_group)
);

create table rotation_run (
    id bigint primary key,
    computed_on {date} not null,
    computed_at bigint not null,
    targets bigint not null,
    packages bigint not null,
    lots bigint not null
);
create index rotation_run_day on rotation_run (computed_on);

-- What an order must leave of a package in a holder's stockpile, so that the target as a whole holds: units.
create table duty_floor (
    holder_id bigint not null,
    article_number text not null,
    pool smallint not null,
    units bigint not null,
    changed_at bigint not null,
    primary key (holder_id, article_number, pool)
);
