-- Requests to use a stockpile and what was decided (STP-002, STS-003). State is requested, decided, refused or
-- withdrawn; whether a decision is open is said by its days. article_number is null where any package of the substance
-- will do; valid_to is the first day on which no more is taken out.
create table stock_release (
    id bigint primary key,
    scheme text not null,
    part text not null,
    atc text not null,
    substance text not null,
    article_number text,
    units bigint not null,
    reason text not null,
    wanted_by text not null,
    state text not null,
    requested_at bigint not null,
    requested_by text not null,
    requested_for text not null,
    decided_at bigint,
    decided_by text,
    decided_for text,
    kind text,
    law text,
    grounds text,
    valid_from {date},
    valid_to {date},
    refilled_by {date},
    lead_days bigint,
    cycle_days bigint,
    made {bool} not null
);
create index stock_release_scheme on stock_release (scheme, atc);

-- Units that each holder may take out, and what it had when that was decided.
create table release_share (
    release_id bigint not null references stock_release (id),
    holder text not null,
    units bigint not null,
    held bigint not null,
    primary key (release_id, holder)
);
{immutable release_share}

-- Whom the units are for, and in what proportion; no row is free sale.
create table release_receiver (
    release_id bigint not null references stock_release (id),
    party text not null,
    weight bigint not null,
    units bigint not null,
    primary key (release_id, party)
);
{immutable release_receiver}

-- What was taken out of the stockpile, lot by lot; the ledger has it with the source release/<id>/<line>. A row with
-- less than no units takes back the line it undoes.
create table release_move (
    release_id bigint not null references stock_release (id),
    line bigint not null,
    holder text not null,
    lot_id bigint not null,
    place_id bigint not null,
    units bigint not null,
    undoes bigint,
    transfer_id bigint not null,
    counts_on {date} not null,
    booked_at bigint not null,
    booked_by text not null,
    booked_for text not null,
    primary key (release_id, line)
);
create unique index release_move_undoes on release_move (release_id, undoes) where undoes is not null;
{immutable release_move}
