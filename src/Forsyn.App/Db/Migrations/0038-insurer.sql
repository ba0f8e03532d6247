-- National Insurance gets the invoices of blue prescriptions. A country that was loaded before it had a place in the
-- data must not stop billing.
insert into party (id, key, type, municipality_number, parent_id, municipal, made)
select (select max(id) + 1 from party), 'helfo', 'authority',
    (select number from municipality where number = '3905'), (select id from party where key = 'hdir'),
    p.municipal, p.made
from party p where p.key = 'fhi' and not exists (select 1 from party where key = 'helfo');

insert into party_name (party_id, valid_from, name_nb, name_nn, name_en, search)
select p.id, n.valid_from, 'Helfo (folketrygden)', 'Helfo (folketrygda)', 'Helfo (National Insurance)', 'helfo'
from party p, party_name n where p.key = 'helfo'
    and n.party_id = (select id from party where key = 'fhi') and n.valid_from =
    (select min(valid_from) from party_name where party_id = (select id from party where key = 'fhi'))
    and not exists (select 1 from party_name x where x.party_id = p.id);
