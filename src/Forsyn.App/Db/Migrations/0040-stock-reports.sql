-- What holders have reported of their own stock; the movements are in the ledger. The newest row of a holder, kind and
-- day is the one that counts for that day.
create table stock_report (
    id bigint primary key,
    holder_id bigint not null,
    kind text not null,
    counts_on {date} not null,
    full_count {bool} not null,
    fingerprint text not null,
    source text not null,
    name text not null,
    lines bigint not null,
    moved_lines bigint not null,
    units_in bigint not null,
    units_out bigint not null,
    corrected bigint not null,
    later_day {date},
    left_to_recall bigint not null,
    reported_at bigint not null,
    reported_by text not null
);
create index stock_report_holder on stock_report (holder_id, kind, counts_on, id);
create index stock_report_day on stock_report (kind, counts_on);

-- The lines that changed something, and those that are held for a look. row is the row in the file, 0 for what a full
-- count left out; was is what the books had when the day ended, units what there was by the report.
create table stock_report_line (
    report_id bigint not null references stock_report (id),
    line bigint not null,
    row_number bigint not null,
    article_number text not null,
    lot_number text not null,
    expires_on {date},
    lot_id bigint,
    place_id bigint,
    pool smallint,
    was bigint not null,
    units bigint not null,
    odd text not null,
    state text not null,
    decided_at bigint,
    decided_by text,
    reason text,
    primary key (report_id, line)
);
create index stock_report_line_waiting on stock_report_line (report_id) where state = 'waiting';

-- The last file of a holder that could not be booked, kept so that it can be fetched with its errors marked.
create table stock_report_fault (
    holder_id bigint primary key,
    name text not null,
    lines text not null,
    faults text not null,
    made_at bigint not null
);
