-- What a person wants to be warned of. threshold counts days of cover, øre of loss or days late, by the kind; area is
-- nation or own. One that has ended stays, since its warnings do.
create table warning_subscription (
    id bigint primary key,
    person text not null,
    kind text not null,
    area text not null,
    article_number text not null,
    atc text not null,
    threshold bigint not null,
    made_at bigint not null,
    ended_at bigint
);
create index warning_subscription_person on warning_subscription (person) where ended_at is null;

-- A warning is raised once and stays open until what it says no longer holds. subject is what it is about
-- (product/569568, recall/7); args are its newest numbers. party_id is the workplace it was raised for.
create table warning (
    id bigint primary key,
    subscription_id bigint not null references warning_subscription (id),
    person text not null,
    party_id bigint not null,
    kind text not null,
    area text not null,
    subject text not null,
    args text not null,
    link text not null,
    opened_at bigint not null,
    held_at bigint not null,
    closed_at bigint
);
create unique index warning_open on warning (subscription_id, subject) where closed_at is null;
create index warning_person on warning (person, id);
create index warning_party on warning (party_id, id);

-- What was said of a warning; the first note acknowledges it.
create table warning_note (
    id bigint primary key,
    warning_id bigint not null references warning (id),
    text text not null,
    at bigint not null,
    by_person text not null
);
create index warning_note_warning on warning_note (warning_id, id);

-- The days all subscriptions were judged, so that the job does it once a day.
create table warning_run (
    id bigint primary key,
    day {date} not null,
    ran_at bigint not null,
    raised bigint not null,
    closed bigint not null
);
create index warning_run_day on warning_run (day);
