create table disease (
    code text primary key,
    name_nb text not null,
    name_nn text not null,
    name_en text not null
);

create table product (
    article_number text primary key,
    gtin text not null,
    name text not null,
    substance text not null,
    atc text not null,
    form text not null,
    strength text not null,
    class text not null,
    doses_per_pack bigint not null check (doses_per_pack > 0),
    units_note text not null,
    storage text not null,
    authorised {bool} not null,
    childhood {bool} not null,
    hpv {bool} not null,
    influenza {bool} not null,
    yellow_fever {bool} not null,
    pregnancy {bool} not null,
    blue_keys text not null,
    preservative text not null,
    multi_dose {bool} not null,
    in_use_hours bigint,
    freeze_dried {bool} not null,
    light_protected {bool} not null,
    price_ore bigint not null,
    positive_list {bool} not null,
    prescription_group text not null,
    made {bool} not null,
    search text not null
);
create index product_atc on product (atc);
create index product_name on product (name, article_number);

create table product_disease (
    article_number text not null references product (article_number),
    disease_code text not null references disease (code),
    primary key (article_number, disease_code)
);
