-- A place of one party may be kept by another: FHI's emergency products lie at the on-call pharmacy (URG-003).
alter table place add column keeper_id bigint;

-- An emergency: who serves it, why, how soon, and since when time runs. One row an urgent order, none for others.
-- route: desk or pharmacy. class: 1 emergency, 2 may be urgent. received_at is when the call or the order came.
create table urgent_order (
    order_number bigint primary key,
    route text not null,
    reason text not null,
    class bigint not null,
    situation text not null,
    exposed_at bigint,
    received_at bigint not null,
    answered_by text
);
create index urgent_order_received on urgent_order (received_at, order_number);
insert into urgent_order (order_number, route, reason, class, situation, received_at)
    select number, 'desk', 'other', 1, 'single-exposure', placed_at from orders
    where urgent and placed_at is not null;

-- The days on which the desk is open or closed otherwise than by weekday and public holiday (URG-008).
-- kind: closed, open, or usual when an earlier change was taken back. Every change stays in calendar_change.
create table calendar_day (
    day {date} primary key,
    kind text not null,
    reason text not null,
    changed_at bigint not null,
    changed_by text not null,
    version bigint not null
);
create table calendar_change (
    id bigint primary key,
    day {date} not null,
    kind text not null,
    reason text not null,
    changed_at bigint not null,
    changed_by text not null
);
