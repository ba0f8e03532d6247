-- What a product bears outside its range, from a day on; the bands are hours cumulated over its life, up to and with
-- a degree. freezes_below is in thousandths of a degree Celsius.
create table stability (
    article_number text not null references product (article_number),
    valid_from {date} not null,
    freezes_below bigint not null,
    source text not null,
    own_choice {bool} not null,
    set_at bigint not null,
    set_by text not null,
    primary key (article_number, valid_from)
);

create table stability_band (
    article_number text not null,
    valid_from {date} not null,
    up_to_degree bigint not null,
    hours bigint not null check (hours > 0),
    primary key (article_number, valid_from, up_to_degree),
    foreign key (article_number, valid_from) references stability (article_number, valid_from)
);
