-- The plain lists of brands and packages, as they were read last, with what joined each package to a brand.
create table listed_brand (
    fest_id text primary key,
    name text not null,
    name_form_strength text not null,
    atc text not null,
    substance text not null,
    manufacturer text not null,
    prescription_group text not null
);

create table listed_package (
    article_number text primary key,
    name text not null,
    name_form_strength text not null,
    atc text not null,
    prescription_group text not null,
    outcome text not null,
    brand_id text
);
