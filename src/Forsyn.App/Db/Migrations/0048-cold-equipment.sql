-- What keeps goods cold: at a place of a holder, or a box that carries shipments (no place). The newest reading is
-- kept here, so that the list need not look for it.
create table cold_equipment (
    id bigint primary key,
    holder_id bigint not null,
    place_id bigint references place (id),
    kind text not null,
    name text not null,
    storage text not null,
    in_use_from {date} not null,
    in_use_to {date},
    made {bool} not null,
    registered_at bigint not null,
    registered_by text not null,
    version bigint not null,
    last_at bigint,
    last_milli bigint,
    constraint cold_equipment_name unique (holder_id, name)
);

create table cold_logger (
    id bigint primary key,
    equipment_id bigint not null references cold_equipment (id),
    serial text not null,
    layout text not null,
    calibrated_on {date} not null,
    removed_on {date},
    unique (equipment_id, serial)
);

-- How a holder's loggers write their files; layout is JSON.
create table cold_layout (
    holder_id bigint not null,
    name text not null,
    layout text not null,
    primary key (holder_id, name)
);

create table cold_file (
    id bigint primary key,
    equipment_id bigint not null references cold_equipment (id),
    logger_id bigint not null references cold_logger (id),
    name text not null,
    fingerprint text not null,
    layout text not null,
    readings bigint not null,
    added bigint not null,
    gaps bigint not null,
    empty_rows bigint not null,
    twice bigint not null,
    first_at bigint not null,
    last_at bigint not null,
    imported_at bigint not null,
    imported_by text not null,
    unique (equipment_id, fingerprint)
);
create index cold_file_equipment on cold_file (equipment_id, id);

create table cold_file_content (
    file_id bigint primary key references cold_file (id),
    content bytea not null
);

-- The file a person is looking at before it is read in; one for each piece of equipment, until it is read or replaced.
create table cold_draft (
    persona text not null,
    equipment_id bigint not null references cold_equipment (id),
    name text not null,
    content bytea not null,
    made_at bigint not null,
    primary key (persona, equipment_id)
);

-- Thousandths of a degree Celsius.
create table cold_reading (
    logger_id bigint not null,
    at bigint not null,
    milli bigint not null,
    file_id bigint not null,
    primary key (logger_id, at)
);

-- Which shipment a box carries, and when.
create table cold_trip (
    id bigint primary key,
    equipment_id bigint not null references cold_equipment (id),
    shipment_id bigint not null references shipment (id),
    from_at bigint not null,
    to_at bigint,
    registered_by text not null
);
create index cold_trip_equipment on cold_trip (equipment_id, from_at);
create index cold_trip_shipment on cold_trip (shipment_id);
