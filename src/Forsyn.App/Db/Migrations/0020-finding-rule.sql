-- The name of the rule that said a finding, so that it leads to the rule's own page. Findings from before have none.
alter table order_finding add column rule text not null default '';
