-- The influenza season. opens_on to closes_on are the days pre-orders are taken, dispatch_from to dispatch_to those
-- vaccine is sent; last days are included. decided_at is set once, when doses have been allotted.
create table season (
    code text primary key,
    opens_on {date} not null,
    closes_on {date} not null,
    dispatch_from {date} not null,
    dispatch_to {date} not null,
    decided_at bigint,
    decided_by text,
    terms text,
    version bigint not null
);

create table season_product (
    season text not null references season (code),
    article_number text not null references product (article_number),
    reduced_ore bigint not null check (reduced_ore > 0),
    full_ore bigint not null check (full_ore >= reduced_ore),
    primary key (season, article_number)
);

-- unit is the number of a municipality or the key of a hospital; it has one pre-order a season (FLU-007).
create table pre_order (
    id bigint primary key,
    season text not null references season (code),
    unit text not null,
    kind text not null,
    municipality_number text not null,
    customer_id bigint not null,
    delivery_address text not null,
    target_group {bool} not null,
    requisitioner text not null,
    requisitioner_role text not null,
    changed_at bigint not null,
    changed_by text not null,
    made {bool} not null,
    wave bigint,
    order_number bigint,
    failure text,
    version bigint not null,
    constraint one_pre_order unique (season, unit)
);
create index pre_order_season on pre_order (season, id);

-- doses are for the target groups, in a hospital for its in-patients; personnel is for a hospital's health personnel.
-- allotted and reason are what the allocation gave.
create table pre_order_line (
    pre_order_id bigint not null references pre_order (id),
    article_number text not null,
    doses bigint not null check (doses >= 0),
    personnel bigint not null check (personnel >= 0),
    allotted bigint,
    reason text,
    primary key (pre_order_id, article_number)
);

-- Every version a pre-order has had, the newest included.
create table pre_order_version (
    pre_order_id bigint not null references pre_order (id),
    version bigint not null,
    at bigint not null,
    by_person text not null,
    content text not null,
    primary key (pre_order_id, version)
);
{immutable pre_order_version}

create table dispatch_wave (
    season text not null references season (code),
    number bigint not null,
    day {date} not null,
    primary key (season, number)
);

-- Those a municipality has agreed with to vaccinate, and the doses it passes on to them (FLU-005).
create table cooperation (
    id bigint primary key,
    season text not null references season (code),
    municipality_number text not null,
    actor text not null,
    routine text not null,
    doses bigint not null check (doses >= 0),
    recorded_at bigint not null,
    recorded_by text not null,
    ended_at bigint
);
create index cooperation_municipality on cooperation (season, municipality_number);

-- What an order of influenza vaccine was for; an order without a row is of no season.
create table influenza_order (
    order_number bigint primary key,
    season text not null,
    target_group {bool} not null,
    municipality_number text not null
);
create index influenza_order_season on influenza_order (season, municipality_number);
