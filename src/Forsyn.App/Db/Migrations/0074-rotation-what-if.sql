-- Suppositions about rotation that somebody keeps, each by a name of the person's own. The answer is worked out anew
-- whenever it is read; what is withdrawn stays.
create table rotation_what_if (
    id bigint primary key,
    person text not null,
    name text not null,
    question text not null,
    saved_at bigint not null,
    withdrawn_at bigint
);
create unique index rotation_what_if_name on rotation_what_if (person, name) where withdrawn_at is null;

-- Units of stockpile and sale that changed places outside of orders; the transfers' source is rotation/<id>.
create table rotation_booking (
    id bigint primary key,
    holder_id bigint not null,
    scheme text not null,
    atc text not null,
    package_group text not null,
    name text not null,
    units bigint not null,
    booked_at bigint not null,
    booked_by text not null,
    undone_at bigint,
    undone_by text
);
create index rotation_booking_holder on rotation_booking (holder_id, id);
