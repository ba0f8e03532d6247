-- What the state pays for vaccine of a programme, booked to its chapter when the parcel leaves: value is the product's
-- price, charged is what the customer pays, cost is the difference.
create table programme_cost (
    order_number bigint not null,
    line bigint not null,
    programme text not null,
    chapter text not null,
    article_number text not null,
    doses bigint not null,
    value_ore bigint not null,
    charged_ore bigint not null,
    cost_ore bigint not null,
    booked_on {date} not null,
    recorded_at bigint not null,
    primary key (order_number, line)
);
create index programme_cost_day on programme_cost (programme, booked_on);
{immutable programme_cost}
