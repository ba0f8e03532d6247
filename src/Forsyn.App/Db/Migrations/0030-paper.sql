-- What is known of the paper behind an order that came by fax or post (CHN-003, CHN-004): when it reached the desk, on
-- which printed form, and the scan of it (an attachment). No row for what came by the web or by telephone.
create table order_paper (
    order_number bigint primary key,
    received_at bigint not null,
    form text,
    scan_id bigint
);
