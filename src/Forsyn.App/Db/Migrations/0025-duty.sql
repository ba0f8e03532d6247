-- What the physician on duty said of an order's indication and dose (URG-013). Never who the patient is.
create table consultation (
    order_number bigint not null,
    id bigint not null,
    physician text not null,
    consulted_at bigint not null,
    assessment text not null,
    recorded_at bigint not null,
    recorded_by text not null,
    primary key (order_number, id)
);

-- Shifts of the physicians on duty (URG-004). A shift is never changed: it is closed with a reason, and another may
-- stand in its place (replaces).
create table duty_shift (
    id bigint primary key,
    physician text not null,
    phone text not null,
    starts_at bigint not null,
    ends_at bigint not null,
    replaces bigint,
    recorded_at bigint not null,
    recorded_by text not null,
    closed_at bigint,
    closed_by text,
    closed_reason text
);
create index duty_shift_ends on duty_shift (ends_at, starts_at);
