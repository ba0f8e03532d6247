-- Patients' data, readable only with a key that is not in the database, see docs/decisions/0022-patients.md. A row is
-- what one prescription says of its patient. Nonce, cipher and finder are base64 and gone once the row is erased;
-- finder is a keyed hash of the identity number, so that a person can be found without reading anybody.
create table patient (
    id bigint primary key,
    order_number bigint not null,
    line bigint not null,
    key_id text not null,
    finder text,
    nonce text,
    cipher text,
    created_at bigint not null,
    erase_after {date} not null,
    erased_at bigint
);
create index patient_order on patient (order_number, line);
create index patient_finder on patient (finder) where finder is not null;
create index patient_due on patient (erase_after) where erased_at is null;

-- Who saw a patient or erased one, and why. Kind: open, erase.
create table patient_look (
    id bigint primary key,
    at bigint not null,
    by_persona text not null,
    by_person text not null,
    patient_id bigint not null,
    order_number bigint not null,
    line bigint not null,
    kind text not null,
    reason text not null
);
create index patient_look_patient on patient_look (patient_id, id);
{immutable patient_look}
