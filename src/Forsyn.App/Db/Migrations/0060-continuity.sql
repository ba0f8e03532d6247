-- The continuity plans (REP-013): one for each thing that may be lost. kind: electricity, ict, communication, water.
-- attachment_id is the plan itself as a document.
create table continuity_plan (
    kind text primary key,
    responsible text not null,
    next_test_on {date} not null,
    attachment_id bigint,
    changed_at bigint not null,
    changed_by text not null,
    version bigint not null
);

-- Each test of a plan, and how long the system ran on its own in it. result: passed, partly or failed.
create table continuity_test (
    id bigint primary key,
    kind text not null,
    tested_on {date} not null,
    result text not null,
    hours bigint not null,
    notes text not null,
    recorded_at bigint not null,
    recorded_by text not null
);
create index continuity_test_kind on continuity_test (kind, tested_on);
{immutable continuity_test}
