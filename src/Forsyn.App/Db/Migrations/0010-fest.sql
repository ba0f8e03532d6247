-- FEST (M30): the current version of every entry, and nothing else. A row of fest_entry is a version of an item; the
-- other
-- tables hang on its id, so that a new version is loaded beside the old one and the loser is taken away by id.
create table fest_state (
    one bigint primary key check (one = 1),
    next_id bigint not null,
    retrieved_at bigint
);
insert into fest_state (one, next_id) values (1, 1);

create table fest_import (
    id bigint primary key,
    retrieved_at bigint not null,
    increment {bool} not null,
    recorded_at bigint not null,
    recorded_by text not null
);

create table fest_import_count (
    import_id bigint not null references fest_import (id),
    catalogue bigint not null,
    added bigint not null,
    changed bigint not null,
    expired bigint not null,
    unchanged bigint not null,
    older bigint not null,
    primary key (import_id, catalogue)
);

create table fest_entry (
    id bigint primary key,
    catalogue bigint not null,
    entry_id text not null,
    catalogue_id text not null,
    made_at bigint not null,
    import_id bigint not null,
    unique (catalogue_id, catalogue)
);

create table fest_brand (
    id bigint primary key,
    name text not null,
    name_form_strength text not null,
    atc text not null,
    atc_name text not null,
    prescription_group text not null,
    form_code text not null,
    form_name text not null,
    long_form text not null,
    preparation_type text not null,
    application_type text not null,
    opioid_application {bool} not null,
    black_triangle text not null,
    warning_triangle {bool} not null,
    reference_product text not null,
    vaccine_standard text not null,
    vaccine_standard_name text not null,
    manufacturer text not null
);

create table fest_package (
    id bigint primary key,
    article_number text not null,
    name_form_strength text not null,
    atc text not null,
    atc_name text not null,
    prescription_group text not null,
    form_code text not null,
    form_name text not null,
    preparation_type text not null,
    application_type text not null,
    opioid_application {bool} not null,
    black_triangle text not null,
    without_preservative {bool} not null,
    storage text not null,
    substitution_group_id text not null,
    substitution_from {date},
    substitution_to {date},
    outgoing text not null,
    marketed_on {date},
    withdrawn_on {date},
    temporarily_out_on {date},
    repackages text not null
);
create index fest_package_article on fest_package (article_number);

create view fest_atc as
select atc, max(atc_name) as name
from (select atc, atc_name from fest_brand union all select atc, atc_name from fest_package) used
where atc <> '' group by atc;

-- Ingredients of a brand: a strength (with_strength) or a bare substance, by catalogue id.
create table fest_ingredient (
    id bigint not null,
    place bigint not null,
    substance_id text not null,
    with_strength {bool} not null
);
create index fest_ingredient_id on fest_ingredient (id);

-- Conditions of a brand, a package or a reimbursement group.
create table fest_bound_condition (
    id bigint not null,
    condition_id text not null
);
create index fest_bound_condition_id on fest_bound_condition (id);

create table fest_reimbursed (
    id bigint not null,
    group_id text not null,
    valid_from {date} not null,
    prescribe_until {date},
    dispense_until {date}
);
create index fest_reimbursed_id on fest_reimbursed (id);

create table fest_bar_code (
    id bigint not null,
    code text not null,
    gtin text
);
create index fest_bar_code_id on fest_bar_code (id);
create index fest_bar_code_gtin on fest_bar_code (gtin);

create table fest_content (
    id bigint not null,
    brand_id text not null,
    size text not null,
    unit text not null,
    unit_name text not null,
    package_type text not null,
    package_type_name text not null,
    multiple bigint,
    count bigint,
    amount_millionths bigint not null,
    place bigint not null,
    daily_dose_millionths bigint,
    daily_dose_unit text not null,
    statistics_factor_millionths bigint
);
create index fest_content_id on fest_content (id);

create table fest_price (
    id bigint not null,
    type bigint not null,
    amount_ore bigint not null,
    valid_from {date},
    valid_to {date}
);
create index fest_price_id on fest_price (id);

create table fest_substance (
    id bigint primary key,
    name text not null,
    english_name text not null
);

create table fest_substance_form (
    id bigint not null,
    of_id text not null
);
create index fest_substance_form_id on fest_substance_form (id);

create table fest_strength (
    id bigint primary key,
    substance_id text not null,
    strength text not null,
    strength_unit text not null,
    denominator text not null,
    denominator_unit text not null,
    alternative text not null,
    alternative_unit text not null,
    alternative_denominator text not null,
    alternative_denominator_unit text not null,
    operator text not null,
    upper_strength text not null,
    combination_atc text not null
);

create table fest_substitution_group (
    id bigint primary key,
    code text not null,
    name text not null,
    has_remark {bool} not null,
    remark text not null,
    valid_from {date},
    valid_to {date}
);

create table fest_reimbursement (
    id bigint primary key,
    basis text not null,
    basis_name text not null,
    needs_product_link {bool} not null,
    needs_decision {bool} not null,
    number text not null,
    atc text not null,
    atc_name text not null,
    needs_code {bool} not null,
    entitled_use text not null
);

create table fest_reimbursement_code (
    id bigint not null,
    place bigint not null,
    code text not null,
    name text not null,
    system text not null,
    sub_term text not null,
    valid_from {date} not null,
    prescribe_until {date},
    dispense_until {date}
);
create index fest_reimbursement_code_id on fest_reimbursement_code (id);

create table fest_reimbursement_code_condition (
    id bigint not null,
    place bigint not null,
    condition_id text not null,
    valid_from {date} not null,
    valid_to {date}
);
create index fest_reimbursement_code_condition_id on fest_reimbursement_code_condition (id);

create table fest_condition (
    id bigint primary key,
    number text not null,
    group_code text not null,
    group_name text not null,
    applies_to text not null,
    applies_to_name text not null,
    text text not null,
    valid_from {date},
    valid_to {date}
);

create table fest_condition_value (
    id bigint not null,
    type text not null,
    type_name text not null,
    value text not null,
    value_name text not null
);
create index fest_condition_value_id on fest_condition_value (id);

create table fest_notice (
    id bigint primary key,
    type text not null,
    type_name text not null,
    heading text not null,
    text text not null,
    valid_from {date} not null,
    link_text text not null,
    link text not null
);

-- For whom a notice is shown (display rule) and what it is about (coded).
create table fest_notice_code (
    id bigint not null,
    display_rule {bool} not null,
    code text not null,
    name text not null
);
create index fest_notice_code_id on fest_notice_code (id);

create table fest_notice_reference (
    id bigint not null,
    class text not null,
    class_name text not null,
    element_id text not null
);
create index fest_notice_reference_id on fest_notice_reference (id);
