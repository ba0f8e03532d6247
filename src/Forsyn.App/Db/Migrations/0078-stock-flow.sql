-- What moved on each day, summed beforehand, so that stock as of a past day is today's less what came after: products
-- in the country (level 1) and all goods at each holder (level 2), by day (grain 0) and month (grain 1, its first day).
-- within_30 and the others count units on the day they came so near their expiry, or moved when they were nearer still.
-- Written by the worker that brings stock_sum on, to the same transaction: docs/decisions/0067.
create table stock_flow (
    level smallint not null,
    grain smallint not null,
    day {date} not null,
    item text not null,
    holder_id bigint not null,
    pool smallint not null,
    status smallint not null,
    units bigint not null,
    within_30 bigint not null,
    within_90 bigint not null,
    within_180 bigint not null,
    primary key (level, grain, day, item, holder_id, pool, status)
);
create index stock_flow_item on stock_flow (item, day) where level = 1 and grain = 0;
-- Whether stock_flow is there; it is built after the sums, and built anew where they are forgotten.
alter table stock_rolled add column past {bool} not null default false;
