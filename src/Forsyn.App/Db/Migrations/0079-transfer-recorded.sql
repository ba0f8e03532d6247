-- As known on a day is today's less what was written later. A database may have it from an earlier 0078.
create index if not exists transfer_recorded on transfer (recorded_at);
