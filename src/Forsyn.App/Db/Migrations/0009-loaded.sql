-- Which countries, files and demonstration data a database was filled with, so that filling it again changes nothing.
create table loaded (
    what text primary key,
    content text not null,
    demo {bool} not null,
    recorded_at bigint not null
);
