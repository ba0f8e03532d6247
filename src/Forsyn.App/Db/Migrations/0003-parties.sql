create table county (
    number text primary key,
    name text not null,
    sami_name text not null,
    kven_name text not null,
    health_region text not null
);

create table municipality (
    number text primary key,
    name text not null,
    sami_name text not null,
    kven_name text not null,
    county_number text not null references county (number),
    population bigint not null,
    age_0 bigint not null,
    age_1_17 bigint not null,
    age_12 bigint not null,
    age_18_64 bigint not null,
    age_65_up bigint not null,
    age_80_up bigint not null,
    latitude double precision not null,
    longitude double precision not null
);

create table postcode (
    number text primary key,
    place text not null,
    municipality_number text
);

create table party (
    id bigint primary key,
    key text not null unique,
    type text not null,
    municipality_number text references municipality (number),
    organisation_number text,
    gln text,
    parent_id bigint references party (id),
    address text not null default '',
    municipal {bool} not null,
    made {bool} not null
);
create index party_type on party (type);
create index party_municipality on party (municipality_number);

-- Names with validity dates (ACT-006); the last day is included, null is open. search is all one may look for, in small
-- letters, since the databases fold æ, ø and å differently.
create table party_name (
    party_id bigint not null references party (id),
    valid_from {date} not null,
    valid_to {date},
    name_nb text not null,
    name_nn text not null,
    name_en text not null,
    search text not null,
    primary key (party_id, valid_from)
);

-- storage lists the conditions kept there, separated by commas; quarantine is set apart for stock that may not leave
-- yet.
create table place (
    id bigint primary key,
    key text not null unique,
    party_id bigint not null references party (id),
    name text not null,
    storage text not null,
    quarantine {bool} not null,
    is_default {bool} not null
);
create index place_party on place (party_id);

create table person (
    id bigint primary key,
    persona text not null unique,
    name text not null,
    role text not null,
    party_id bigint not null references party (id),
    municipality_number text,
    hpr_number text
);
create index person_party on person (party_id);
