-- What the agency writes of a criterion or a parameter of goal 2.3 in a half-year; the newest row of a subject counts.
create table criterion_text (
    id bigint primary key,
    half text not null,
    subject text not null,
    text text not null,
    at bigint not null,
    by_person text not null,
    by_party text not null
);
create index criterion_text_half on criterion_text (half, subject, id);
{immutable criterion_text}

-- Hours and money used on supervision of stockpiles. A wrong row is taken back by a row that names it.
create table supervision_use (
    id bigint primary key,
    used_on {date} not null,
    hours bigint not null,
    cost_ore bigint not null,
    text text not null,
    withdraws bigint,
    at bigint not null,
    by_person text not null
);
create index supervision_use_day on supervision_use (used_on);
create unique index supervision_use_withdraws on supervision_use (withdraws) where withdraws is not null;
{immutable supervision_use}
