-- A time equipment was out of its range. While nothing is decided, a later file may make it longer.
create table cold_excursion (
    id bigint primary key,
    equipment_id bigint not null references cold_equipment (id),
    holder_id bigint not null,
    place_id bigint,
    side text not null,
    start_at bigint not null,
    end_at bigint not null,
    ongoing {bool} not null,
    lowest bigint not null,
    highest bigint not null,
    milli_degree_minutes bigint not null,
    mean_kinetic bigint,
    found_at bigint not null,
    found_by text not null,
    joined_into bigint
);
create index cold_excursion_equipment on cold_excursion (equipment_id, start_at);
create index cold_excursion_holder on cold_excursion (holder_id, id);

-- Seconds in each whole degree: 25 is more than 24 and no more than 25 °C.
create table cold_excursion_degree (
    excursion_id bigint not null references cold_excursion (id),
    degree bigint not null,
    seconds bigint not null,
    primary key (excursion_id, degree)
);

-- What became of a lot at a holder: held is what was put in quarantine for it and still stands there, on_road what is
-- on its way, used what had been used before it was known.
create table cold_excursion_lot (
    excursion_id bigint not null references cold_excursion (id),
    lot_id bigint not null,
    holder_id bigint not null,
    held bigint not null,
    on_road bigint not null,
    used bigint not null,
    state text not null,
    action text not null default '',
    reason text not null default '',
    verdict text not null default '',
    used_permille bigint,
    decided_units bigint not null default 0,
    proposed_at bigint,
    proposed_by text,
    proposed_persona text,
    signed_at bigint,
    signed_by text,
    primary key (excursion_id, lot_id, holder_id)
);
create index cold_excursion_lot_open on cold_excursion_lot (holder_id, lot_id) where state in ('waiting', 'proposed');
create index cold_excursion_lot_lot on cold_excursion_lot (lot_id);
