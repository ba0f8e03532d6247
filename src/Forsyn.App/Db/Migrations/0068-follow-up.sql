-- Leave to hold less than a target. holds is the part of the target that must be held all the same, in millionths. A
-- permit is never changed: it lapses by its last day, or is ended before by a row of its own.
create table permit (
    id bigint primary key,
    scheme text not null,
    holder text not null,
    atc text not null,
    package_group text not null,
    holds bigint not null check (holds >= 0 and holds < 1000000),
    reason text not null,
    valid_from {date} not null,
    valid_to {date} not null,
    decided_at bigint not null,
    decided_by text not null,
    decided_for text not null
);
create index permit_scheme on permit (scheme, holder, atc);
{immutable permit}

create table permit_end (
    permit_id bigint primary key references permit (id),
    ends_on {date} not null,
    reason text not null,
    at bigint not null,
    by_person text not null
);
{immutable permit_end}

-- A holder had less than it must, and what was done about it. missing is in the measure of the target, as it was when
-- the follow-up was opened. What happened is in the entries, which are never changed: a wrong one is withdrawn by a
-- later.
create table follow_up (
    id bigint primary key,
    scheme text not null,
    basis text not null,
    holder text not null,
    atc text not null,
    package_group text not null,
    since {date} not null,
    missing bigint not null,
    measure text not null,
    opened_at bigint not null,
    opened_by text not null,
    closed_on {date},
    version bigint not null
);
create unique index follow_up_open on follow_up (scheme, holder, atc, package_group) where closed_on is null;

create table follow_up_entry (
    id bigint primary key,
    follow_up_id bigint not null references follow_up (id),
    kind text not null,
    step text,
    text text not null,
    due_on {date},
    amount_ore bigint,
    attachment_id bigint,
    withdraws bigint,
    at bigint not null,
    by_person text not null,
    by_party text not null
);
create index follow_up_entry_follow_up on follow_up_entry (follow_up_id, id);
create unique index follow_up_entry_withdraws on follow_up_entry (withdraws) where withdraws is not null;
{immutable follow_up_entry}
