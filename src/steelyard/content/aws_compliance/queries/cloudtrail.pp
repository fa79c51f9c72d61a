query "cloudtrail_multi_region_management_events" {
  title       = "Accounts whose management events a multi-region trail records"
  description = "One row an account: ok where one multi-region trail that is logging records management events, reads and writes both."

  sql = <<-EOQ
    with ${local.cloudtrail_coverage_ctes},
    ranked as (
      select
        account_id,
        name,
        is_multi_region_trail,
        is_logging,
        coalesce(reads, false) as reads,
        coalesce(writes, false) as writes,
        row_number() over (
          partition by account_id
          order by
            case when is_multi_region_trail and is_logging and reads and writes then 0
                 when is_multi_region_trail and is_logging then 1
                 when is_multi_region_trail then 2
                 else 3
            end,
            name
        ) as position
      from
        judged_trail
    )
    select
      a.arn as resource,
      case
        when r.is_multi_region_trail and r.is_logging and r.reads and r.writes then 'ok'
        else 'alarm'
      end as status,
      case
        when r.account_id is null then 'The account has no trail.'
        when not r.is_multi_region_trail then 'No trail is multi-region; ' || r.name || ' records one region.'
        when not r.is_logging then 'The multi-region trail ' || r.name || ' is not logging.'
        when not r.reads and not r.writes then 'The multi-region trail ' || r.name || ' does not record all management events.'
        when not r.reads then 'The multi-region trail ' || r.name || ' does not record reads among management events.'
        when not r.writes then 'The multi-region trail ' || r.name || ' does not record writes among management events.'
        else 'The multi-region trail ' || r.name || ' records management events, reads and writes.'
      end as reason,
      a.account_id
    from
      aws_account as a
      left join ranked as r on r.account_id = a.account_id and r.position = 1
  EOQ
}
