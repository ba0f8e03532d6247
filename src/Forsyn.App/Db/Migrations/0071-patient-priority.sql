-- In which order units of a release are kept for groups of patients, in versions by day; a version is never changed
-- (STS-005). kept is millionths of all units; null for all that is asked for. No patient is named anywhere.
create table priority_list (
    release_id bigint not null references stock_release (id),
    version bigint not null,
    valid_from {date} not null,
    grounds text not null,
    decided_at bigint not null,
    decided_by text not null,
    decided_for text not null,
    primary key (release_id, version)
);
{immutable priority_list}

create table priority_group (
    release_id bigint not null,
    version bigint not null,
    line bigint not null,
    patient_group text not null,
    rule_text text not null,
    kept bigint,
    primary key (release_id, version, line)
);
{immutable priority_group}

-- What hospitals ask for of a release, by group of patients. The newest entry of a party and group counts; none is
-- changed, and no units takes a request back.
create table group_claim (
    release_id bigint not null references stock_release (id),
    id bigint not null,
    party text not null,
    patient_group text not null,
    units bigint not null,
    entered_at bigint not null,
    entered_by text not null,
    entered_for text not null,
    primary key (release_id, id)
);
{immutable group_claim}
