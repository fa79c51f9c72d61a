query "vpc_peering_routes_least_access" {
  title       = "Route tables that lead to no whole VPC through a peering"
  description = "One row a route table: ok without peering routes, alarm where one leads to a whole range of the other VPC, info otherwise, as only its owner can say what is needed."

  sql = <<-EOQ
    with peering_route as (
      select
        t.account_id,
        t.region,
        t.route_table_id,
        t.vpc_id,
        r ->> 'VpcPeeringConnectionId' as peering,
        coalesce(r ->> 'DestinationCidrBlock', r ->> 'DestinationIpv6CidrBlock')::inet as destination,
        coalesce(r ->> 'DestinationCidrBlock', r ->> 'DestinationIpv6CidrBlock', r ->> 'DestinationPrefixListId') as written
      from
        aws_vpc_route_table as t,
        jsonb_array_elements(t.routes) as r
      where
        r ->> 'VpcPeeringConnectionId' is not null
        and r ->> 'State' is distinct from 'blackhole'
    ),
    peer_range as (
      select account_id, region, id, requester_vpc_id as vpc_id, (b ->> 'CidrBlock')::inet as cidr
      from
        aws_vpc_peering_connection,
        jsonb_array_elements(case when jsonb_typeof(accepter_cidr_block_set) = 'array' then accepter_cidr_block_set end) as b
      union all
      select account_id, region, id, requester_vpc_id, (b ->> 'Ipv6CidrBlock')::inet
      from
        aws_vpc_peering_connection,
        jsonb_array_elements(case when jsonb_typeof(accepter_ipv6_cidr_block_set) = 'array' then accepter_ipv6_cidr_block_set end) as b
      union all
      select account_id, region, id, requester_vpc_id, accepter_cidr_block::inet
      from aws_vpc_peering_connection
      union all
      select account_id, region, id, accepter_vpc_id, (b ->> 'CidrBlock')::inet
      from
        aws_vpc_peering_connection,
        jsonb_array_elements(case when jsonb_typeof(requester_cidr_block_set) = 'array' then requester_cidr_block_set end) as b
      union all
      select account_id, region, id, accepter_vpc_id, (b ->> 'Ipv6CidrBlock')::inet
      from
        aws_vpc_peering_connection,
        jsonb_array_elements(case when jsonb_typeof(requester_ipv6_cidr_block_set) = 'array' then requester_ipv6_cidr_block_set end) as b
      union all
      select account_id, region, id, accepter_vpc_id, requester_cidr_block::inet
      from aws_vpc_peering_connection
    ),
    judged as (
      select
        r.account_id,
        r.region,
        r.route_table_id,
        r.peering,
        r.written,
        coalesce(bool_or(r.destination >>= p.cidr), false) as is_whole
      from
        peering_route as r
        left join peer_range as p
          on p.account_id = r.account_id
          and p.region = r.region
          and p.id = r.peering
          and p.vpc_id = r.vpc_id
      group by
        r.account_id,
        r.region,
        r.route_table_id,
        r.peering,
        r.written
    ),
    summed as (
      select
        account_id,
        region,
        route_table_id,
        string_agg(written || ' through ' || peering, ', ' order by written, peering) filter (where is_whole) as whole,
        string_agg(written || ' through ' || peering, ', ' order by written, peering) as routes
      from
        judged
      group by
        account_id,
        region,
        route_table_id
    )
    select
      t.akas ->> 0 as resource,
      case
        when s.routes is null then 'ok'
        when s.whole is not null then 'alarm'
        else 'info'
      end as status,
      case
        when s.routes is null then t.title || ' has no route through a peering.'
        when s.whole is not null then t.title || ' leads to a whole range of the other VPC: ' || s.whole || '.'
        else t.title || ' leads to parts of other VPCs, see whether less will do: ' || s.routes || '.'
      end as reason,
      t.region,
      t.account_id
    from
      aws_vpc_route_table as t
      left join summed as s on s.account_id = t.account_id and s.region = t.region and s.route_table_id = t.route_table_id
  EOQ
}
