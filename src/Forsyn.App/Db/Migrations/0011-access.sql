-- Requests for access to ordering (CHN-002): who asks, and what was decided, once. State: open, approved, refused.
create table access_request (
    id bigint primary key,
    name text not null,
    workplace text not null,
    role text not null,
    email text not null,
    phone text not null,
    hpr_number text not null,
    requested_at bigint not null,
    state text not null,
    decided_at bigint,
    decided_by text,
    reason text not null default '',
    persona text
);
create index access_request_state on access_request (state, id);
