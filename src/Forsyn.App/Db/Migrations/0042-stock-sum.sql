-- Stock summed beforehand, so that a figure of the country is not added up from millions of balances: the levels are
-- listed in App/Ledger/StockSumLevel. A row belongs to one level; what a level does not tell apart is empty or zero.
-- Written by a worker beside the writers, never on their path; docs/decisions/0042-stock-summed-beforehand.md.
create table stock_sum (
    level smallint not null,
    county text not null,
    holder_type text not null,
    holder_id bigint not null,
    item text not null,
    pool smallint not null,
    status smallint not null,
    units bigint not null,
    positions bigint not null,
    within_30 bigint not null,
    within_90 bigint not null,
    within_180 bigint not null,
    primary key (level, county, holder_type, holder_id, item, pool, status)
);
create index stock_sum_item on stock_sum (level, item);
create index stock_sum_empty on stock_sum (level) where positions = 0;

-- How far the sums have come: all transfers below tx are in them, and what expires soon is counted from day. shape is
-- a hash of what places a balance in a level: the holders' places and types, the products' classes and codes.
create table stock_rolled (
    one bigint primary key check (one = 1),
    tx bigint not null,
    day {date} not null,
    shape text not null,
    rolled_at bigint not null
);
