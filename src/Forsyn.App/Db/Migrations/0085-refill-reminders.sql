-- Which lines of the plans to buy back what was released were told of as late: each once.
create table refill_reminder (
    release_id bigint not null,
    holder text not null,
    arrives_on {date} not null,
    reminded_at bigint not null,
    primary key (release_id, holder, arrives_on)
);
