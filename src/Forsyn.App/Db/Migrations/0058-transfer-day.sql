-- A report asks what a holder has moved since a day: with the holder in it, the index answers that alone, also where
-- the country moves a hundred thousand rows a day.
drop index transfer_day;
create index transfer_day on transfer (counts_on, holder_id);
