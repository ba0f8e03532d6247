-- A computation of a scheme's targets for a day. Earlier ones are never changed: the newest of a day is the one that
-- counts. scheme_text is the scheme as it stood, so that a target can be worked out again.
create table target_run (
    id bigint primary key,
    scheme text not null,
    counts_on {date} not null,
    base_first text not null,
    base_months bigint not null,
    reason text not null,
    scheme_text text not null,
    expected_files bigint not null,
    missing_files bigint not null,
    computed_at bigint not null,
    computed_by text not null
);
create index target_run_scheme on target_run (scheme, counts_on, id);
{immutable target_run}

-- What each holder must hold of each substance, or of each group of its packages: micro-DDD and units.
create table target (
    run_id bigint not null references target_run (id),
    atc text not null,
    package_group text not null,
    holder text not null,
    name text not null,
    substance_group text not null,
    part text not null,
    span text not null,
    measure text not null,
    all_ddd bigint not null,
    all_units bigint not null,
    own_ddd bigint not null,
    own_units bigint not null,
    share_ddd bigint not null,
    share_units bigint not null,
    shared_equally {bool} not null,
    must_ddd bigint not null,
    must_units bigint not null,
    ordinary_ddd bigint not null,
    ordinary_units bigint not null,
    pack text,
    packs bigint not null,
    primary key (run_id, atc, package_group, holder)
);
{immutable target}

-- The sales each target rests on: packs of the base period by seller and package.
create table target_input (
    run_id bigint not null references target_run (id),
    atc text not null,
    package_group text not null,
    article_number text not null,
    units_per_pack bigint not null,
    ddd_micros bigint,
    seller text not null,
    packs bigint not null,
    primary key (run_id, atc, article_number, seller)
);
{immutable target_input}
