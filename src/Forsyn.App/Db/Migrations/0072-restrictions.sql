-- Decisions that restrict sale and dispensing (STS-006): whose, of what, how much and how often, from and until which
-- instant. Lists are separated by commas; nothing in a list of products means all the others allow. A decision is never
-- changed: it ends by its instant or by a repeal.
create table restriction (
    id bigint primary key,
    title text not null,
    atc text not null,
    articles text not null,
    forms text not null,
    actors text not null,
    most_units bigint,
    most_packs bigint,
    most_days bigint,
    every_days bigint,
    starts_at bigint not null,
    ends_at bigint not null,
    exempt text not null,
    exempt_text text not null,
    no_export {bool} not null,
    law text not null,
    grounds text not null,
    review_on {date} not null,
    decided_at bigint not null,
    decided_by text not null,
    decided_for text not null,
    made {bool} not null
);
create index restriction_time on restriction (ends_at, starts_at);
{immutable restriction}

-- A repeal is an entry of its own, with the instant from which the restriction no longer holds.
create table restriction_repeal (
    restriction_id bigint primary key references restriction (id),
    ends_at bigint not null,
    grounds text not null,
    repealed_at bigint not null,
    repealed_by text not null,
    repealed_for text not null
);
{immutable restriction_repeal}
