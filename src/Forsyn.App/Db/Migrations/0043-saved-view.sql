-- Questions about the country's stock that people keep by name; shared ones are seen by all of the party.
create table saved_view (
    id bigint primary key,
    person text not null,
    party_id bigint not null,
    name text not null,
    question text not null,
    shared {bool} not null,
    is_default {bool} not null,
    saved_at bigint not null,
    unique (person, name)
);
create index saved_view_party on saved_view (party_id);
