-- What is quarantined or recalled of a lot is a few of its thousands of balances.
drop index balance_lot;
create index balance_lot on balance (lot_id, status);
