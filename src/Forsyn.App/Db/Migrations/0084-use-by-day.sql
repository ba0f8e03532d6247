-- What each day did to the stock of a product, summed beforehand for some months back, so that average use and days of
-- cover are not added up from the movements: in the country (level 1, county empty) and by county (level 2), told apart
-- by the kind of holder. Written by the worker that brings stock_sum on, to the same transaction: docs/decisions/0074.
create table use_day (
    level smallint not null,
    county text not null,
    article_number text not null,
    day {date} not null,
    holder_type text not null,
    used bigint not null,
    sent bigint not null,
    net bigint not null,
    primary key (level, county, article_number, day, holder_type)
);
-- Where each holder was and what it was when its days were summed: they are summed anew where that has changed.
create table use_place (
    holder_id bigint primary key references party (id),
    county text not null,
    holder_type text not null
);
-- The first day that use_day has; null until it is built.
alter table stock_rolled add column use_from {date};
