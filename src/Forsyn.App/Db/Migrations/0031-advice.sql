-- Questions to the supply pharmacists and what was said (MAN-012). State: open, answered, closed. waiting_since is when
-- it last became open. search is all one may look for, in small letters, since the databases fold æ, ø and å
-- differently.
create table advice (
    id bigint primary key,
    party_id bigint not null,
    asked_by text not null,
    asked_name text not null,
    asked_role text not null,
    subject text not null,
    order_number bigint,
    article_number text,
    state text not null,
    asked_at bigint not null,
    waiting_since bigint not null,
    answered_at bigint,
    answered_by text,
    search text not null,
    version bigint not null
);
create index advice_party on advice (party_id, asked_at, id);
create index advice_state on advice (state, waiting_since, id);
create index advice_order on advice (order_number);

create table advice_entry (
    advice_id bigint not null references advice (id),
    id bigint not null,
    kind text not null,
    text text not null,
    at bigint not null,
    by_person text not null,
    by_role text not null,
    primary key (advice_id, id)
);
