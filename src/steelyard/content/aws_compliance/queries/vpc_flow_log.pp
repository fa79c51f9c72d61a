query "vpc_flow_log_rejected_traffic" {
  title       = "VPCs with a flow log of rejected traffic"
  description = "One row a VPC: ok where an active flow log of the VPC delivers rejected traffic, or all; skip for VPCs of other accounts."

  sql = <<-EOQ
    with flow_log as (
      select distinct on (account_id, region, resource_id)
        account_id,
        region,
        resource_id,
        flow_log_id,
        traffic_type,
        traffic_type in ('REJECT', 'ALL') as has_rejected,
        flow_log_status = 'ACTIVE' as is_active,
        coalesce(deliver_logs_status, 'SUCCESS') <> 'FAILED' as delivers,
        deliver_logs_error_message
      from
        aws_vpc_flow_log
      order by
        account_id,
        region,
        resource_id,
        traffic_type in ('REJECT', 'ALL') and flow_log_status = 'ACTIVE' and coalesce(deliver_logs_status, 'SUCCESS') <> 'FAILED' desc,
        traffic_type in ('REJECT', 'ALL') desc,
        flow_log_id
    )
    select
      v.arn as resource,
      case
        when v.owner_id <> v.account_id then 'skip'
        when f.has_rejected and f.is_active and f.delivers then 'ok'
        else 'alarm'
      end as status,
      case
        when v.owner_id <> v.account_id then v.title || ' is shared by ' || v.owner_id || ', whose flow logs are not visible here.'
        when f.resource_id is null then v.title || ' has no flow log.'
        when not f.has_rejected then v.title || ' has no flow log of rejected traffic; ' || f.flow_log_id || ' has accepted traffic only.'
        when f.is_active is not true then 'The flow log ' || f.flow_log_id || ' of ' || v.title || ' is not active.'
        when not f.delivers
          then 'The flow log ' || f.flow_log_id || ' of ' || v.title || ' is not delivered: ' || coalesce(f.deliver_logs_error_message, 'AWS does not say why') || '.'
        else 'The flow log ' || f.flow_log_id || ' of ' || v.title || ' has rejected traffic.'
      end as reason,
      v.region,
      v.account_id
    from
      aws_vpc as v
      left join flow_log as f on f.account_id = v.account_id and f.region = v.region and f.resource_id = v.vpc_id
  EOQ
}
