-- A count of what a holder has, at one of its places or at all (place_id 0). State is open, waiting (for a second
-- person), posted or cancelled; corrects names the count that this one undoes, link its transfers.
create table stock_count (
    id bigint primary key,
    holder_id bigint not null,
    place_id bigint not null,
    blind {bool} not null,
    state text not null,
    opened_at bigint not null,
    opened_by text not null,
    asked_at bigint,
    asked_by text,
    asked_person text,
    ended_at bigint,
    ended_by text,
    approved_by text,
    text text not null default '',
    gain_ore bigint not null default 0,
    loss_ore bigint not null default 0,
    corrects bigint,
    corrected_by bigint,
    link bigint,
    version bigint not null
);
create index stock_count_holder on stock_count (holder_id, id);

-- A lot at a place. frozen is what the books had when the count was opened, 0 for what was found; book is what they had
-- at the instant it was counted, known when it is posted. A lot nobody knew has no lot_id until then.
create table stock_count_line (
    count_id bigint not null references stock_count (id),
    line bigint not null,
    article_number text not null,
    lot_number text not null,
    expires_on {date} not null,
    lot_id bigint,
    place_id bigint not null,
    frozen bigint not null,
    counted bigint,
    counted_from bigint,
    counted_at bigint,
    counted_by text,
    attempts bigint not null default 0,
    reason text not null default '',
    text text not null default '',
    book bigint,
    value_ore bigint,
    primary key (count_id, line),
    unique (count_id, article_number, lot_number, place_id)
);

-- What each counter said, one row for each time a line was counted.
create table stock_count_entry (
    count_id bigint not null,
    id bigint not null,
    line bigint not null,
    units bigint not null,
    how text not null,
    counted_at bigint not null,
    entered_at bigint not null,
    entered_by text not null,
    primary key (count_id, id)
);
