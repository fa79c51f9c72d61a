query "securityhub_enabled" {
  title       = "Regions with Security Hub"
  description = "One row a region that the account uses: ok where the account is subscribed to Security Hub."

  sql = <<-EOQ
    select
      'arn:' || r.partition || '::' || r.region || ':' || r.account_id as resource,
      case
        when h.hub_arn is not null then 'ok'
        else 'alarm'
      end as status,
      case
        when h.hub_arn is not null then 'Security Hub is enabled in ' || r.region || '.'
        else 'Security Hub is not enabled in ' || r.region || '.'
      end as reason,
      r.account_id,
      r.region
    from
      aws_region as r
      left join aws_securityhub_hub as h on h.account_id = r.account_id and h.region = r.region
    where
      -- Where the account has not opted in, nothing can be; where this run does not look, nothing is known.
      r.opt_in_status <> 'not-opted-in'
      and r.steampipe_available
  EOQ
}
