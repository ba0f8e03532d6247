-- Declared outbreaks that prescriptions refer to by number.
create table outbreak (
    id bigint primary key,
    disease text not null,
    area text not null,
    from_day {date} not null,
    to_day {date},
    declared_by text not null,
    recorded_at bigint not null,
    recorded_by text not null,
    version bigint not null
);

-- What a line on blue prescription says beside the order line, what it costs National Insurance, and who saw that the
-- conditions are met. The patient is in table patient. price_per_pack_ore is the price the customer does not pay.
create table blue_line (
    order_number bigint not null,
    line bigint not null,
    disease text not null,
    code text,
    group_key text,
    row_id text not null,
    dose_size text not null,
    exposed_on {date},
    serogroup text,
    outbreak bigint,
    study_programme text,
    price_per_pack_ore bigint not null,
    checked_at bigint,
    checked_by text,
    primary key (order_number, line)
);
