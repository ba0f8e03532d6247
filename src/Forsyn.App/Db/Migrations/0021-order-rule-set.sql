-- Which edition of the rules an order was judged by when it was placed, so that it can be judged again by another.
alter table orders add column rule_set text not null default 'sources';
