-- What people are told when something happened to what is theirs. A message is a kind and its numbers, and is put into
-- words when it is read, in the reader's language. One fact makes one message of a kind for a person, however often it
-- is delivered. Nothing of a patient is ever in one.
create table message (
    id bigint primary key,
    person text not null,
    fact_id bigint not null,
    kind text not null,
    args text not null,
    link text not null,
    shown {bool} not null,
    made_at bigint not null,
    read_at bigint,
    unique (person, fact_id, kind)
);
create index message_of_person on message (person, id);
create index message_unread on message (person) where read_at is null;

-- The same as e-mail, for those who want it so; also for somebody who has no access yet (person is then empty).
-- State: waiting, sent, failed (given up).
create table mail (
    id bigint primary key,
    person text not null,
    fact_id bigint not null,
    address text not null,
    language text not null,
    kind text not null,
    args text not null,
    link text not null,
    state text not null,
    made_at bigint not null,
    try_at bigint not null,
    attempts bigint not null,
    sent_at bigint,
    failure text,
    unique (fact_id, kind, address)
);
create index mail_waiting on mail (state, try_at);

-- Where a person is reached by e-mail, and in which language.
create table contact (
    person text primary key,
    email text not null,
    language text not null
);

-- How a person wants to be told of a kind of thing, where it is otherwise than we do by ourselves.
create table message_choice (
    person text not null,
    kind text not null,
    in_app {bool} not null,
    by_mail {bool} not null,
    primary key (person, kind)
);

-- What happened before anybody could be told is no news.
insert into subscription (name, read_tx, read_id) select 'messages', tx, id from fact order by tx desc, id desc limit 1;
