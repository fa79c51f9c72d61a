query "accessanalyzer_external_access_enabled" {
  title       = "Regions with an active analyzer of external access"
  description = "One row a region that the account uses: ok where an analyzer of access from outside the account or organization is active."

  sql = <<-EOQ
    with analyzer as (
      -- Analyzers of unused or internal access are another thing under the same name.
      select
        account_id,
        region,
        name,
        status,
        type in ('ACCOUNT', 'ORGANIZATION') as is_external,
        row_number() over (
          partition by account_id, region
          order by
            case when type not in ('ACCOUNT', 'ORGANIZATION') then 2
                 when status = 'ACTIVE' then 0
                 else 1
            end,
            name
        ) as position
      from
        aws_accessanalyzer_analyzer
    )
    select
      'arn:' || r.partition || '::' || r.region || ':' || r.account_id as resource,
      case
        when a.is_external and a.status = 'ACTIVE' then 'ok'
        else 'alarm'
      end as status,
      case
        when a.name is null then r.region || ' has no analyzer.'
        when not a.is_external then r.region || ' has no analyzer of external access; ' || a.name || ' is of another kind.'
        when a.status = 'ACTIVE' then 'The analyzer ' || a.name || ' is active in ' || r.region || '.'
        else 'The analyzer ' || a.name || ' in ' || r.region || ' is not active: ' || coalesce(a.status, 'no status') || '.'
      end as reason,
      r.account_id,
      r.region
    from
      aws_region as r
      left join analyzer as a on a.account_id = r.account_id and a.region = r.region and a.position = 1
    where
      -- Where the account has not opted in, nothing can be; where this run does not look, nothing is known.
      r.opt_in_status <> 'not-opted-in'
      and r.steampipe_available
  EOQ
}
