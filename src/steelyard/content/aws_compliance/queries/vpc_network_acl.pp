query "vpc_network_acl_remote_administration_restricted" {
  title       = "Network ACLs that do not let all IPv4 addresses reach SSH or RDP"
  description = "One row a network ACL: alarm where rules that count let all IPv4 addresses reach port 22 or 3389; info where very wide ranges or all of IPv6 do."

  sql = <<-EOQ
    with port as (
      select *
      from (values (22, '6'), (22, '17'), (3389, '6'), (3389, '17')) as v(port, transport)
    ),
    entry as (
      select
        n.account_id,
        n.region,
        n.arn,
        (e ->> 'RuleNumber')::bigint as number,
        e ->> 'RuleAction' as action,
        e ->> 'Protocol' as protocol,
        (e -> 'PortRange' ->> 'From')::bigint as from_port,
        (e -> 'PortRange' ->> 'To')::bigint as to_port,
        coalesce(e ->> 'CidrBlock', e ->> 'Ipv6CidrBlock')::inet as source
      from
        aws_vpc_network_acl as n,
        jsonb_array_elements(n.entries) as e
      where
        e ->> 'Egress' = 'false'
    ),
    fitting as (
      select e.account_id, e.region, e.arn, e.number, e.action, e.source, t.port, t.transport
      from entry as e, port as t
      where
        e.protocol = '-1'
        or (e.protocol = t.transport and (coalesce(e.from_port, -1) = -1 or t.port between e.from_port and e.to_port))
    ),
    denial as (
      -- What comes before an allowance and takes something from it. Rules are read by their numbers.
      select distinct a.account_id, a.region, a.arn, a.number, a.port, a.transport, a.source, d.source as denied
      from
        fitting as a
        join fitting as d
          on d.account_id = a.account_id
          and d.region = a.region
          and d.arn = a.arn
          and d.port = a.port
          and d.transport = a.transport
          and d.action = 'deny'
          and d.number < a.number
          and (d.source >>= a.source or d.source << a.source)
      where
        a.action = 'allow'
    ),
    shadowed as (
      -- Ranges are within each other or apart, so that the shares of the outermost ones add up.
      select d.account_id, d.region, d.arn, d.number, d.port, d.transport
      from denial as d
      where
        not exists (
          select 1
          from denial as o
          where
            o.account_id = d.account_id
            and o.region = d.region
            and o.arn = d.arn
            and o.number = d.number
            and o.port = d.port
            and o.transport = d.transport
            and d.denied << o.denied
        )
      group by d.account_id, d.region, d.arn, d.number, d.port, d.transport
      having
        sum(
          case
            when d.denied >>= d.source then 1::double precision
            else power(2::double precision, masklen(d.source) - masklen(d.denied))
          end
        ) >= 1
    ),
    allowance as (
      select a.account_id, a.region, a.arn, a.port, a.transport, a.source, min(a.number) as number
      from
        fitting as a
        left join shadowed as s
          on s.account_id = a.account_id
          and s.region = a.region
          and s.arn = a.arn
          and s.number = a.number
          and s.port = a.port
          and s.transport = a.transport
      where
        a.action = 'allow'
        and s.arn is null
      group by a.account_id, a.region, a.arn, a.port, a.transport, a.source
    ),
    reach as (
      select
        a.account_id,
        a.region,
        a.arn,
        family(a.source) as family,
        sum(power(2::double precision, -masklen(a.source))) >= 1 as is_whole,
        bool_or(masklen(a.source) < case when family(a.source) = 4 then 8 else 16 end and not a.source <<= 'fc00::/7'::inet) as is_wide,
        coalesce(
          string_agg(host(a.source) || '/' || masklen(a.source) || ' (rule ' || a.number || ')', ' and ' order by a.number)
            filter (where masklen(a.source) < case when family(a.source) = 4 then 8 else 16 end and not a.source <<= 'fc00::/7'::inet),
          'ranges that make up all addresses'
        )
          || ' to port ' || a.port as says
      from
        allowance as a
      where
        not exists (
          select 1
          from allowance as o
          where
            o.account_id = a.account_id
            and o.region = a.region
            and o.arn = a.arn
            and o.port = a.port
            and o.transport = a.transport
            and a.source << o.source
        )
      group by a.account_id, a.region, a.arn, a.port, a.transport, family(a.source)
    ),
    summed as (
      select
        account_id,
        region,
        arn,
        string_agg(distinct says, '; ' order by says) filter (where is_whole and family = 4) as open,
        string_agg(distinct says, '; ' order by says) filter (where is_wide) as wide
      from
        reach
      group by
        account_id,
        region,
        arn
    )
    select
      n.arn as resource,
      case
        when s.open is not null then 'alarm'
        when s.wide is not null then 'info'
        else 'ok'
      end as status,
      case
        when s.open is not null then n.title || ' lets in ' || s.open || '.'
        when s.wide is not null then n.title || ' does not let in all of IPv4, but ' || s.wide || '.'
        else n.title || ' does not let all IPv4 addresses reach port 22 or 3389.'
      end as reason,
      n.region,
      n.account_id
    from
      aws_vpc_network_acl as n
      left join summed as s on s.account_id = n.account_id and s.region = n.region and s.arn = n.arn
  EOQ
}
