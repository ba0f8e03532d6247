-- How it goes with a product at a holder, as worked out on a day: kept where units will be lost to expiry or missing.
-- The figures with "_with" are those with what is proposed.
create table stock_outlook (
    holder_id bigint not null,
    article_number text not null,
    computed_on {date} not null,
    units bigint not null,
    per_day_millionths bigint not null,
    lost bigint not null,
    lost_with bigint not null,
    loss_ore bigint not null,
    loss_with_ore bigint not null,
    lost_on {date},
    runs_out_on {date},
    unmet bigint not null,
    unmet_with bigint not null,
    primary key (holder_id, article_number)
);
create index stock_outlook_loss on stock_outlook (loss_ore, holder_id, article_number);

create table outlook_run (
    id bigint primary key,
    computed_on {date} not null,
    computed_at bigint not null,
    products bigint not null,
    holders bigint not null
);

-- A transfer between two holders, from when it is proposed until it is received. State is proposed, agreed (both have
-- said yes), sent, received or declined. link is that of the transfers that sent it.
create table stock_move (
    id bigint primary key,
    article_number text not null,
    lot_id bigint not null,
    from_holder bigint not null,
    to_holder bigint not null,
    units bigint not null,
    saved_ore bigint not null,
    cost_ore bigint not null,
    nearness text not null,
    lost_on {date} not null,
    runs_out_on {date},
    lasts_until {date},
    proposed_on {date} not null,
    state text not null,
    given_by text,
    taken_by text,
    declined_by text,
    declined_until {date},
    reason text not null default '',
    sent_at bigint,
    sent_by text,
    link bigint,
    received_at bigint,
    received_by text,
    received bigint,
    damaged bigint,
    version bigint not null
);
create index stock_move_from on stock_move (from_holder, state);
create index stock_move_to on stock_move (to_holder, state);
create index stock_move_article on stock_move (article_number, state);
