-- How many balances each band of expiry holds, so that what expires soon is read from any level and not from the lots.
-- The sums are built anew with them: docs/decisions/0067-the-past-and-what-expires.md.
alter table stock_sum add column positions_30 bigint not null default 0;
alter table stock_sum add column positions_90 bigint not null default 0;
alter table stock_sum add column positions_180 bigint not null default 0;
update stock_rolled set shape = '';
