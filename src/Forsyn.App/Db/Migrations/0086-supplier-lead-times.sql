-- Days from order to arrival that a holder says of a supplier, for every package it brings that has none of its own.
create table rotation_supplier_term (
    holder_id bigint not null,
    supplier_id bigint not null,
    lead_days bigint not null,
    changed_at bigint not null,
    changed_by text not null,
    primary key (holder_id, supplier_id)
);

-- How a holder buys a package, now also without a lead time of its own. There are no words that both databases
-- understand to let a column be empty, so the rows are put aside while the table is made anew.
create temp table kept_rotation_term as select * from rotation_term;
drop table rotation_term;

create table rotation_term (
    holder_id bigint not null,
    article_number text not null,
    lead_days bigint,
    life_days bigint not null,
    cycle_days bigint not null,
    packs bigint not null,
    changed_at bigint not null,
    changed_by text not null,
    primary key (holder_id, article_number)
);

insert into rotation_term select * from kept_rotation_term;
drop table kept_rotation_term;
