-- Who calls off, sells, stores and distributes vaccine, by day (ACT-012). A change ends one row and begins another,
-- both in days to come, so that what was ordered before stays with the one it was ordered from. valid_to is the first
-- day the row no longer holds.
create table operator (
    task text not null,
    party_key text not null,
    valid_from {date} not null,
    valid_to {date},
    chapter text not null,
    decision text not null,
    recorded_at bigint not null,
    recorded_by text not null,
    primary key (task, valid_from)
);
insert into operator (task, party_key, valid_from, valid_to, chapter, decision, recorded_at, recorded_by) values
    ('call-off', 'fhi', '2000-01-01', null, '710', 'letter of allocation to DMP for 2024', 0, 'migration'),
    ('sale', 'fhi', '2000-01-01', null, '710', 'letter of allocation to DMP for 2024', 0, 'migration'),
    ('storage', 'fhi', '2000-01-01', null, '710', 'letter of allocation to DMP for 2024', 0, 'migration'),
    ('distribution', 'fhi', '2000-01-01', null, '710', 'letter of allocation to DMP for 2024', 0, 'migration');

-- Vaccine framework agreements with their three parties, who are never the same (ACT-010).
create table framework_agreement (
    id bigint primary key,
    name text not null,
    valid_from {date} not null,
    valid_to {date},
    responsible text not null,
    commercial text not null,
    signatory text not null,
    supplier text not null,
    made {bool} not null,
    recorded_at bigint not null,
    recorded_by text not null,
    constraint three_parties check (responsible <> commercial and commercial <> signatory and signatory <> responsible)
);

-- Ordering authorisations: what was granted, what has been used of it, and who reports (ACT-011). owner_to is the first
-- day the owner no longer reports; it may be set later.
create table ordering_authorisation (
    id bigint primary key,
    name text not null,
    year bigint not null,
    granted_ore bigint not null check (granted_ore > 0),
    used_ore bigint not null,
    owner text not null,
    assisted_by text not null,
    owner_from {date} not null,
    owner_to {date},
    made {bool} not null,
    recorded_at bigint not null,
    recorded_by text not null,
    constraint not_more_than_granted check (used_ore >= 0 and used_ore <= granted_ore)
);

create table authorisation_use (
    id bigint primary key,
    authorisation_id bigint not null references ordering_authorisation (id),
    amount_ore bigint not null,
    used_on {date} not null,
    text text not null,
    recorded_at bigint not null,
    recorded_by text not null
);
{immutable authorisation_use}
