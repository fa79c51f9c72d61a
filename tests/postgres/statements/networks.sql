-- name: inet and cidr columns
select id, ip, net from nets

-- name: inet as text
select id, ip::text as ip, net::text as net from nets

-- name: text to inet
select id, txt::inet as ip from nets

-- name: text to cidr
select id, txt::cidr as net from nets where id <> 7

-- name: text to cidr with host bits
-- refused
select '10.1.2.3/8'::cidr

-- name: text to inet, nonsense
-- refused
select 'abc'::inet

-- name: text to inet, number too big
-- refused
select '256.1.1.1'::inet

-- name: text to inet, mask too long
-- refused
select '10.0.0.1/33'::inet

-- name: short cidr
select '10'::cidr as a, '192.168'::cidr as b, '10.0.0.0'::cidr as c

-- name: inet to cidr
select id, ip::cidr as net from nets where id in (1, 3, 6)

-- name: contained in a network
select id, ip << '10.0.0.0/8' as a, ip <<= '10.0.0.0/8'::cidr as b from nets

-- name: contained or equal
select '10.0.0.0/8'::inet <<= '10.0.0.0/8'::cidr as a, '10.0.0.0/8'::inet << '10.0.0.0/8' as b

-- name: contains
select id, net >> '10.1.2.3' as a, net >>= '10.1.2.0/24' as b from nets

-- name: overlap
select a.id as a, b.id as b from nets a join nets b on a.net && b.net where a.id < b.id

-- name: contained in private networks
select id from nets where txt::inet <<= '10.0.0.0/8'::cidr or txt::inet <<= '192.168.0.0/16'::cidr

-- name: contained in any
select id from nets where ip <<= any (array['10.0.0.0/8', '192.168.0.0/16']::cidr[])

-- name: host, masklen, family
select id, host(ip) as h, masklen(ip) as m, family(ip) as f, masklen(net) as n from nets

-- name: text and abbrev
select id, text(ip) as t, abbrev(ip) as a, abbrev(net) as b from nets

-- name: network, broadcast, netmask, hostmask
select id, network(ip) as n, broadcast(ip) as b, netmask(ip) as m, hostmask(ip) as h from nets

-- name: set_masklen
select set_masklen(ip, 16) as a, set_masklen(net, 4) as b from nets where id = 1

-- name: masklen of a member
select id, masklen((i ->> 'Cidr')::cidr) as m from resources, jsonb_array_elements(items) i

-- name: family of a member
select id, i ->> 'Cidr' as cidr from resources, jsonb_array_elements(items) as i where family((i ->> 'Cidr')::inet) = 6

-- name: compared
select a.id as a, b.id as b from nets a, nets b where a.ip < b.ip

-- name: in order
select id, ip from nets order by ip, id

-- name: networks in order
select id, net from nets order by net desc nulls last, id

-- name: equal
select id from nets where ip = '192.168.0.1' or net = '0.0.0.0/0'

-- name: equality regards the mask
select '10.0.0.1/32'::inet = '10.0.0.1'::inet as a, '10.0.0.1/8'::inet = '10.0.0.1'::inet as b

-- name: plus and minus
select '10.0.0.1'::inet + 5 as a, '10.0.0.10'::inet - 3 as b, '10.0.0.10'::inet - '10.0.0.1'::inet as c

-- name: inet same family and merge
select inet_same_family('10.0.0.1', '::1') as a, inet_merge('10.0.0.1/24', '10.0.1.1/24') as b

-- name: inet in text
select 'ip ' || ip as a, 'net ' || net as b, host(ip) || ':80' as c from nets

-- name: inet in json
select to_jsonb(ip) as a, jsonb_build_object('net', net) as b from nets where id in (1, 2, 7)

-- name: distinct families
select family(ip) as f, count(*) from nets group by 1

-- name: mask by split_part
select id, split_part(txt, '/', 2) as m, nullif(split_part(txt, '/', 2), '')::int >= 24 as small from nets

-- name: max inet
select max(ip) as a, min(net) as b from nets
