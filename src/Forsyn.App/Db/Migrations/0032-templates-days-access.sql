-- Lines a party orders again and again. Neither patients nor papers are kept in a line: they belong to one order.
-- search is the name and the products in small letters, since the databases fold æ, ø and å differently.
create table order_template (
    id bigint primary key,
    party_id bigint not null,
    name text not null,
    search text not null,
    changed_by text not null,
    changed_at bigint not null,
    version bigint not null
);
create index order_template_party on order_template (party_id, id);

create table order_template_line (
    template_id bigint not null references order_template (id),
    line bigint not null,
    article_number text not null,
    doses bigint not null,
    purpose text not null,
    primary key (template_id, line)
);

-- Days a party plans to vaccinate on, so that the order comes in time (CHN-008).
create table planned_day (
    id bigint primary key,
    party_id bigint not null,
    day {date} not null,
    what text not null,
    article_number text,
    doses bigint,
    changed_by text not null,
    changed_at bigint not null,
    version bigint not null
);
create index planned_day_party on planned_day (party_id, day, id);

-- Who handles a request for access, what was done to it, and all one may look for in small letters (CHN-002).
alter table access_request add column assigned_to text;
alter table access_request add column assigned_name text;
alter table access_request add column search text not null default '';
update access_request set search = lower(name || ' ' || workplace || ' ' || email || ' ' || phone || ' ' || hpr_number);

create table access_request_event (
    request_id bigint not null references access_request (id),
    id bigint not null,
    kind text not null,
    text text not null,
    at bigint not null,
    by_person text not null,
    primary key (request_id, id)
);
