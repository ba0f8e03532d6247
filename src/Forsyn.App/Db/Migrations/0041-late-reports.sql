-- Who was reminded of which period; unit is a party's key or a municipality's number.
create table stock_report_reminder (
    kind text not null,
    unit text not null,
    from_day {date} not null,
    reminded_at bigint not null,
    primary key (kind, unit, from_day)
);
