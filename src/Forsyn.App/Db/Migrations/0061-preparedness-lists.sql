-- Proposals to change which substances a stockpile scheme covers, what is recommended of each, and the decision
-- (ACT-015, ACT-016). scheme is a name in data/preparedness; commissioners are party keys separated by commas.
create table list_proposal (
    id bigint primary key,
    scheme text not null,
    title text not null,
    commissioners text not null,
    state text not null,
    proposed_at bigint not null,
    proposed_by text not null,
    decided_at bigint,
    decided_by text,
    decided_for text,
    decision text,
    in_force_on {date},
    made {bool} not null
);
create index list_proposal_scheme on list_proposal (scheme, id);

create table list_change (
    proposal_id bigint not null references list_proposal (id),
    line bigint not null,
    kind text not null,
    atc text not null,
    name text not null,
    substance_group text not null,
    span text,
    part text not null,
    recommendation text not null,
    reasons text not null,
    recommended_on {date} not null,
    primary key (proposal_id, line)
);
{immutable list_change}

-- The list itself, by day; only a decision writes here. valid_to is the first day the row no longer holds.
create table list_entry (
    scheme text not null,
    atc text not null,
    valid_from {date} not null,
    valid_to {date},
    name text not null,
    substance_group text not null,
    span text not null,
    part text not null,
    proposal_id bigint not null references list_proposal (id),
    ended_by bigint references list_proposal (id),
    primary key (scheme, atc, valid_from)
);
create unique index list_entry_open on list_entry (scheme, atc) where valid_to is null;

-- Critical medicines of the European Union, as published; the version imported last counts.
create table union_list (
    version text primary key,
    imported_at bigint not null,
    imported_by text not null
);

create table union_substance (
    version text not null references union_list (version),
    atc text not null,
    name text not null,
    primary key (version, atc)
);

-- Packages that were withdrawn from the market, kept when they leave the register of medicines (GOA-020).
create table deregistration (
    article_number text not null,
    withdrawn_on {date} not null,
    name text not null,
    atc text not null,
    seen_at bigint not null,
    primary key (article_number, withdrawn_on)
);
create index deregistration_day on deregistration (withdrawn_on);
