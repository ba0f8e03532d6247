-- Applications for licence exemption and what became of them. doses is what one is for, null for a year's use; used is
-- what orders have taken of it. form is what the physician wrote, hidden with the key form_key. reviewer_id is who
-- decides: the one who dispenses, or the agency where the product is off the positive list. forwarded_at is when the
-- original went to the agency.
create table exemption (
    id bigint primary key,
    party_id bigint not null,
    reviewer_id bigint not null,
    kind text not null,
    article_number text not null,
    doses bigint,
    used bigint not null default 0,
    physician text not null,
    hpr_number text not null,
    workplace text not null,
    form bytea,
    form_key text,
    patient_id bigint,
    attachment_id bigint not null,
    decision_id bigint,
    state text not null,
    applied_at bigint not null,
    applied_by text not null,
    order_number bigint,
    valid_from {date},
    valid_to {date},
    by_agency {bool} not null,
    decided_at bigint,
    decided_by text,
    reason text not null default '',
    forwarded_at bigint,
    forwarded_by text,
    version bigint not null default 1,
    constraint exemption_attachment_once unique (attachment_id),
    constraint exemption_never_overdrawn check (used >= 0 and (doses is null or used <= doses))
);
create index exemption_party on exemption (party_id, id);
create index exemption_reviewer on exemption (reviewer_id, state, id);
create index exemption_order on exemption (order_number) where order_number is not null;

-- Which line of an order stands on which application; given back when the order is refused or cancelled.
create table exemption_use (
    order_number bigint not null,
    line bigint not null,
    exemption_id bigint not null references exemption (id),
    doses bigint not null,
    used_at bigint not null,
    given_back_at bigint,
    primary key (order_number, line)
);
create index exemption_use_of on exemption_use (exemption_id, order_number);

-- Who may vaccinate against yellow fever by decision of a chief municipal physician: an institution, or one physician
-- there. Municipal offices and health stations need no row. A withdrawal is never undone; a new decision is a new row.
create table yellow_fever_grant (
    id bigint primary key,
    party_id bigint not null references party (id),
    vaccinator text,
    hpr_number text,
    granted_by text not null,
    granted_on {date} not null,
    recorded_at bigint not null,
    recorded_by text not null,
    withdrawn_on {date},
    withdrawn_by text,
    reason text not null default ''
);
create index yellow_fever_grant_party on yellow_fever_grant (party_id, id);
