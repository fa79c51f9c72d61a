-- name: groups open to the world on ssh
with open as (
  select group_id, count(*) as num
  from aws_vpc_security_group_rule
  where type = 'ingress' and cidr_ipv4 = '0.0.0.0/0'
    and ((ip_protocol = '-1' and from_port is null) or (from_port >= 22 and to_port <= 22))
  group by group_id
)
select sg.arn as resource, case when open.group_id is null then 'ok' else 'alarm' end as status,
  case when open.group_id is null then sg.group_id || ' does not allow SSH from everywhere.' else sg.group_id || ' contains ' || open.num || ' rule(s).' end as reason,
  sg.region, sg.account_id
from aws_vpc_security_group as sg left join open on open.group_id = sg.group_id

-- name: groups open in their own json
select distinct group_id
from aws_vpc_security_group, jsonb_array_elements(ip_permissions) as p, jsonb_array_elements(p -> 'IpRanges') as r
where r ->> 'CidrIp' = '0.0.0.0/0' and (p ->> 'IpProtocol' = '-1' or ((p ->> 'FromPort')::int <= 3389 and (p ->> 'ToPort')::int >= 22))

-- name: groups open by version six
select group_id, p ->> 'IpProtocol' as protocol, (p ->> 'FromPort')::integer as port
from aws_vpc_security_group, jsonb_array_elements(ip_permissions) p where p -> 'Ipv6Ranges' @> '[{"CidrIpv6": "::/0"}]'

-- name: default groups have no rules
select arn, case when group_name <> 'default' then 'skip' when jsonb_array_length(ip_permissions) > 0 or jsonb_array_length(ip_permissions_egress) > 0 then 'alarm' else 'ok' end as status,
  'Default group has ' || coalesce(jsonb_array_length(ip_permissions), 0) || ' inbound and ' || coalesce(jsonb_array_length(ip_permissions_egress), 0) || ' outbound rules.' as reason
from aws_vpc_security_group

-- name: group pairs
select group_id, pair ->> 'GroupId' as peer from aws_vpc_security_group, jsonb_array_elements(ip_permissions) p, jsonb_array_elements(p -> 'UserIdGroupPairs') pair where jsonb_typeof(p -> 'UserIdGroupPairs') = 'array'

-- name: rules within private networks
select security_group_rule_id, cidr_ipv4, masklen(cidr_ipv4) as bits,
  cidr_ipv4 <<= '10.0.0.0/8'::cidr as ten, cidr_ipv4 <<= '192.168.0.0/16'::inet as home
from aws_vpc_security_group_rule where not is_egress and cidr_ipv4 is not null

-- name: rules by port
select coalesce(from_port::text, 'all') as port, count(*) filter (where cidr_ipv4 = '0.0.0.0/0' or cidr_ipv6 = '::/0') as open, count(*)
from aws_vpc_security_group_rule group by from_port order by from_port

-- name: rules on risky ports
select security_group_rule_id from aws_vpc_security_group_rule, unnest(array[22, 3389, 5500]) as risky
where risky between from_port and to_port and host(cidr_ipv4) = '0.0.0.0'

-- name: vpc flow logs
with vpcs as (select account_id, vpc_id, count(*) as n from aws_vpc group by account_id, vpc_id)
select v.account_id, v.vpc_id, case when f.resource_id is not null then 'ok' else 'alarm' end as status, array_agg(distinct f.traffic_type) as types
from vpcs v left join aws_vpc_flow_log f on f.resource_id = v.vpc_id and f.account_id = v.account_id
group by v.account_id, v.vpc_id, f.resource_id

-- name: vpc networks overlap
select a.vpc_id as a, b.vpc_id as b, count(*) from aws_vpc a join aws_vpc b on a.account_id = b.account_id and a.arn < b.arn and a.cidr_block && b.cidr_block group by 1, 2

-- name: acl allows all inbound
select network_acl_id, e ->> 'RuleNumber' as rule, (e -> 'PortRange' ->> 'From')::int as low, (e -> 'PortRange' ->> 'To')::int as high
from aws_vpc_network_acl cross join jsonb_array_elements(entries) as e
where (e ->> 'Egress')::boolean is false and e ->> 'RuleAction' = 'allow' and e ->> 'CidrBlock' = '0.0.0.0/0'

-- name: acl first matching rule
select network_acl_id, (select e from jsonb_array_elements(entries) e where e ->> 'Egress' = 'false' order by (e ->> 'RuleNumber')::int limit 1) as first from aws_vpc_network_acl

-- name: acl in use
select network_acl_id, jsonb_array_length(coalesce(associations, '[]')) > 0 as used, jsonb_path_exists(entries, '$[*] ? (@.Protocol == "-1" && @.RuleAction == "allow")') as all_protocols from aws_vpc_network_acl
