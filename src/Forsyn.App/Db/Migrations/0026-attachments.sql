-- Files people attach: what they are and whom they belong to, apart from their content, so that lists stay small.
-- party_id is whose it is and reader_id the party it was sent to. A file that belongs_to nothing after a day is
-- removed. finder is a hash of the content, keyed where it may name a patient: the same file from the same person is
-- kept once.
create table attachment (
    id bigint primary key,
    name text not null,
    kind text not null,
    size bigint not null,
    finder text not null,
    purpose text not null,
    party_id bigint,
    reader_id bigint,
    belongs_to text,
    uploaded_at bigint not null,
    uploaded_by text not null,
    unique (uploaded_by, purpose, finder)
);
create index attachment_belongs on attachment (belongs_to);

-- bytea is PostgreSQL's name; SQLite keeps bytes as they are whatever the column is called. key_id is the key that
-- hides the content; null where it names nobody and lies open.
create table attachment_content (
    attachment_id bigint primary key references attachment (id),
    content bytea not null,
    key_id text
);

-- Who opened a file that may name a patient, and when.
create table attachment_reading (
    id bigint primary key,
    attachment_id bigint not null,
    at bigint not null,
    by_person text not null
);
create index attachment_reading_of on attachment_reading (attachment_id, id);
