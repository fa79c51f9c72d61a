locals {
  # The ways in of each security group: one row a rule, port that is asked about (`port`, of the query) and source.
  vpc_security_group_ingress_sql = <<-EOQ
    rule as (
      select
        g.account_id,
        g.region,
        g.arn,
        p ->> 'IpProtocol' as protocol,
        (p ->> 'FromPort')::bigint as from_port,
        (p ->> 'ToPort')::bigint as to_port,
        coalesce(s ->> 'CidrIp', s ->> 'CidrIpv6')::inet as source,
        s ->> 'PrefixListId' as prefix_list
      from
        aws_vpc_security_group as g,
        jsonb_array_elements(g.ip_permissions) as p,
        jsonb_array_elements(
          coalesce(p -> 'IpRanges', '[]'::jsonb) || coalesce(p -> 'Ipv6Ranges', '[]'::jsonb) || coalesce(p -> 'PrefixListIds', '[]'::jsonb)
        ) as s
    ),
    ingress as (
      select
        r.account_id,
        r.region,
        r.arn,
        t.port,
        t.transport,
        r.source,
        r.prefix_list,
        case
          when r.protocol = '-1' then 'all traffic'
          when coalesce(r.from_port, -1) = -1 then r.protocol || ', all ports'
          when r.from_port = r.to_port then r.protocol || ' ' || r.from_port
          else r.protocol || ' ' || r.from_port || '-' || r.to_port
        end as rule
      from
        rule as r,
        port as t
      where
        r.protocol = '-1'
        or (
          r.protocol in (t.transport, t.number)
          and (coalesce(r.from_port, -1) = -1 or t.port between r.from_port and r.to_port)
        )
    ),
    range as (
      select
        account_id,
        region,
        arn,
        port,
        transport,
        source,
        family(source) as family,
        masklen(source) as mask,
        string_agg(distinct rule, ', ' order by rule) as rules
      from
        ingress
      where
        source is not null
      group by
        account_id,
        region,
        arn,
        port,
        transport,
        source
    ),
    reach as (
      -- Ranges are within each other or apart, so that the shares of the outermost ones add up. A whole can be
      -- written as one range or as several.
      select
        r.account_id,
        r.region,
        r.arn,
        r.port,
        r.transport,
        r.family,
        sum(power(2::double precision, -r.mask)) >= 1 as is_whole,
        bool_or(r.mask < case when r.family = 4 then 8 else 16 end and not r.source <<= 'fc00::/7'::inet) as is_wide,
        coalesce(
          string_agg(host(r.source) || '/' || r.mask, ' and ' order by host(r.source))
            filter (where r.mask < case when r.family = 4 then 8 else 16 end and not r.source <<= 'fc00::/7'::inet),
          'ranges that make up all addresses'
        )
          || ' to port ' || r.port || ' (' || string_agg(distinct r.rules, ', ' order by r.rules) || ')' as says
      from
        range as r
      where
        not exists (
          select 1
          from range as o
          where
            o.account_id = r.account_id
            and o.region = r.region
            and o.arn = r.arn
            and o.port = r.port
            and o.transport = r.transport
            and r.mask > o.mask
            and r.source << o.source
        )
      group by
        r.account_id,
        r.region,
        r.arn,
        r.port,
        r.transport,
        r.family
    ),
    through_prefix_list as (
      select account_id, region, arn, string_agg(distinct prefix_list, ', ' order by prefix_list) as prefix_lists
      from ingress
      where prefix_list is not null
      group by account_id, region, arn
    )
  EOQ

  vpc_security_group_administration_ports_sql = <<-EOQ
    port as (
      select *
      from (values (22, 'tcp', '6'), (22, 'udp', '17'), (3389, 'tcp', '6'), (3389, 'udp', '17')) as v(port, transport, number)
    )
  EOQ
}

locals {
  # For one family of addresses: __FAMILY__ is 4 or 6.
  vpc_security_group_remote_administration_sql = <<-EOQ
    with ${local.vpc_security_group_administration_ports_sql},
    ${local.vpc_security_group_ingress_sql},
    summed as (
      select
        account_id,
        region,
        arn,
        string_agg(distinct says, '; ' order by says) filter (where is_whole) as open,
        string_agg(distinct says, '; ' order by says) filter (where is_wide and not is_whole) as wide
      from
        reach
      where
        family = __FAMILY__
      group by
        account_id,
        region,
        arn
    )
    select
      g.arn as resource,
      case
        when s.open is not null then 'alarm'
        when s.wide is not null or p.prefix_lists is not null then 'info'
        else 'ok'
      end as status,
      case
        when s.open is not null then g.group_name || ' (' || g.group_id || ') lets in ' || s.open || '.'
        when s.wide is not null then g.group_name || ' (' || g.group_id || ') does not let in all of IPv__FAMILY__, but ' || s.wide || '.'
        when p.prefix_lists is not null
          then g.group_name || ' (' || g.group_id || ') lets in what is on prefix lists, see their entries: ' || p.prefix_lists || '.'
        else g.group_name || ' (' || g.group_id || ') does not let all IPv__FAMILY__ addresses reach port 22 or 3389.'
      end as reason,
      g.region,
      g.account_id
    from
      aws_vpc_security_group as g
      left join summed as s on s.account_id = g.account_id and s.region = g.region and s.arn = g.arn
      left join through_prefix_list as p on p.account_id = g.account_id and p.region = g.region and p.arn = g.arn
  EOQ
}

query "vpc_security_group_remote_administration_ipv4_restricted" {
  title       = "Security groups that do not let all IPv4 addresses reach SSH or RDP"
  description = "One row a security group: alarm where all IPv4 addresses reach port 22 or 3389; info where very wide ranges or a prefix list do."

  sql = replace(local.vpc_security_group_remote_administration_sql, "__FAMILY__", "4")
}

query "vpc_security_group_remote_administration_ipv6_restricted" {
  title       = "Security groups that do not let all IPv6 addresses reach SSH or RDP"
  description = "One row a security group: alarm where all IPv6 addresses reach port 22 or 3389; info where very wide ranges or a prefix list do."

  sql = replace(local.vpc_security_group_remote_administration_sql, "__FAMILY__", "6")
}

query "vpc_security_group_cifs_restricted" {
  title       = "Security groups that let trusted networks alone reach CIFS"
  description = "One row a security group: alarm where all addresses reach port 445; info where some that are not private do, as only their owner can say whether they are trusted."

  sql = <<-EOQ
    with port as (
      select *
      from (values (445, 'tcp', '6')) as v(port, transport, number)
    ),
    ${local.vpc_security_group_ingress_sql},
    open_group as (
      select account_id, region, arn, string_agg(says, '; ' order by says) as says
      from reach
      where is_whole
      group by account_id, region, arn
    ),
    public_range as (
      select
        account_id,
        region,
        arn,
        string_agg(host(source) || '/' || mask, ', ' order by host(source)) as sources
      from
        range
      where
        not (
          source <<= '10.0.0.0/8'::inet
          or source <<= '172.16.0.0/12'::inet
          or source <<= '192.168.0.0/16'::inet
          or source <<= '100.64.0.0/10'::inet
          or source <<= 'fc00::/7'::inet
        )
      group by
        account_id,
        region,
        arn
    )
    select
      g.arn as resource,
      case
        when o.arn is not null then 'alarm'
        when r.arn is not null or p.arn is not null then 'info'
        else 'ok'
      end as status,
      case
        when o.arn is not null then g.group_name || ' (' || g.group_id || ') lets in ' || o.says || '.'
        when r.arn is not null
          then g.group_name || ' (' || g.group_id || ') lets networks reach port 445 that are not private, see whether they are trusted: ' || r.sources || '.'
        when p.arn is not null
          then g.group_name || ' (' || g.group_id || ') lets what is on prefix lists reach port 445, see their entries: ' || p.prefix_lists || '.'
        else g.group_name || ' (' || g.group_id || ') lets no public network reach port 445.'
      end as reason,
      g.region,
      g.account_id
    from
      aws_vpc_security_group as g
      left join open_group as o on o.account_id = g.account_id and o.region = g.region and o.arn = g.arn
      left join public_range as r on r.account_id = g.account_id and r.region = g.region and r.arn = g.arn
      left join through_prefix_list as p on p.account_id = g.account_id and p.region = g.region and p.arn = g.arn
  EOQ
}

query "vpc_default_security_group_without_rules" {
  title       = "Default security groups without rules"
  description = "One row a VPC's default security group: ok where it has no rule in either direction."

  sql = <<-EOQ
    with counted as (
      select
        arn,
        group_id,
        vpc_id,
        region,
        account_id,
        coalesce(jsonb_array_length(ip_permissions), 0) > 0 as has_ingress,
        coalesce(jsonb_array_length(ip_permissions_egress), 0) > 0 as has_egress
      from
        aws_vpc_security_group
      where
        group_name = 'default'
    )
    select
      arn as resource,
      case
        when has_ingress or has_egress then 'alarm'
        else 'ok'
      end as status,
      case
        when has_ingress and has_egress then 'The default security group of ' || vpc_id || ', ' || group_id || ', has rules in both directions.'
        when has_ingress then 'The default security group of ' || vpc_id || ', ' || group_id || ', has rules for traffic that comes in.'
        when has_egress then 'The default security group of ' || vpc_id || ', ' || group_id || ', has rules for traffic that goes out.'
        else 'The default security group of ' || vpc_id || ', ' || group_id || ', has no rules.'
      end as reason,
      region,
      account_id
    from
      counted
  EOQ
}
