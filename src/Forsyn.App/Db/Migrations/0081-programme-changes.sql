-- What is recommended that a vaccination programme offers, and how it was answered by the one who answers for supply
-- and procurement (ACT-013). subject is the code of a disease or an article number, as subject_kind says. outcome is
-- accepted, sent-back or withdrawn, null while it waits; in_force_on is the first day of what was accepted. *_person is
-- who did it, so that nobody answers the own recommendation.
create table programme_change (
    id bigint primary key,
    programme text not null,
    kind text not null,
    subject_kind text not null,
    subject text not null,
    wanted_from {date} not null,
    grounds text not null,
    recommended_on {date} not null,
    recommended_at bigint not null,
    recommended_person text not null,
    recommended_by text not null,
    recommended_for text not null,
    outcome text,
    answered_on {date},
    answered_at bigint,
    answered_person text,
    answered_by text,
    answered_for text,
    note text,
    in_force_on {date}
);
create index programme_change_programme on programme_change (programme, in_force_on);
-- One recommendation of a thing waits at a time.
create unique index programme_change_open on programme_change (programme, subject_kind, subject) where outcome is null;
