query "config_recorder_enabled_all_regions" {
  title       = "Regions in which AWS Config records all resources"
  description = "One row a region, ok where a recorder records all types of resources and delivers; one more an account, for the global types."

  sql = <<-EOQ
    with recorder as (
      select
        account_id,
        region,
        name,
        coalesce(status_recording, false) as is_recording,
        coalesce(status ->> 'LastStatus', 'UNKNOWN') as last_status,
        -- To leave out nothing but the global types of IAM is to record all that belongs to the region.
        coalesce(recording_group ->> 'AllSupported' = 'true', false)
          or coalesce(
            recording_group -> 'RecordingStrategy' ->> 'UseOnly' = 'EXCLUSION_BY_RESOURCE_TYPES'
              and recording_group -> 'ExclusionByResourceTypes' -> 'ResourceTypes'
                <@ '["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::Policy"]'::jsonb,
            false
          ) as has_all_types,
        case
          when recording_group ->> 'AllSupported' = 'true' then coalesce(recording_group ->> 'IncludeGlobalResourceTypes' = 'true', false)
          when recording_group -> 'RecordingStrategy' ->> 'UseOnly' = 'EXCLUSION_BY_RESOURCE_TYPES' then not coalesce(
            recording_group -> 'ExclusionByResourceTypes' -> 'ResourceTypes'
              ?| array['AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::Role', 'AWS::IAM::Policy'],
            false
          )
          else coalesce(
            recording_group -> 'ResourceTypes' @> '["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::Policy"]'::jsonb,
            false
          )
        end
          -- Regions that AWS Config came to after February 2022 do not record these types, whatever is set.
          and region not in (
            'ap-east-2', 'ap-south-2', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7',
            'ca-west-1', 'eu-central-2', 'eu-south-2', 'il-central-1', 'me-central-1', 'mx-central-1'
          ) as has_global_types
      from
        aws_config_configuration_recorder
    ),
    best_recorder as (
      select distinct on (account_id, region)
        *
      from
        recorder
      order by
        account_id,
        region,
        is_recording and has_all_types desc,
        is_recording desc,
        name
    ),
    global_recorder as (
      select
        account_id,
        min(region) as region
      from
        recorder
      where
        is_recording
        and has_global_types
        and upper(last_status) = 'SUCCESS'
      group by
        account_id
    ),
    region as (
      select
        account_id,
        name,
        akas ->> 0 as arn,
        steampipe_available
      from
        aws_region
      where
        opt_in_status <> 'not-opted-in'
    )
    select
      g.arn as resource,
      case
        when r.is_recording and r.has_all_types and upper(r.last_status) = 'SUCCESS' then 'ok'
        else 'alarm'
      end as status,
      case
        when r.name is null then g.name || ' has no recorder.'
        when not r.is_recording then 'The recorder ' || r.name || ' in ' || g.name || ' is stopped.'
        when not r.has_all_types then 'The recorder ' || r.name || ' in ' || g.name || ' leaves out types of resources.'
        when upper(r.last_status) <> 'SUCCESS'
          then 'The recorder ' || r.name || ' in ' || g.name || ' did not succeed last: its status is ' || r.last_status || '.'
        else 'The recorder ' || r.name || ' in ' || g.name || ' records all types of resources.'
      end as reason,
      g.name as region,
      g.account_id
    from
      region as g
      left join best_recorder as r on r.account_id = g.account_id and r.region = g.name
    where
      g.steampipe_available
    union all
    select
      a.arn,
      case
        when r.account_id is not null then 'ok'
        -- One of the regions that were not read may do it.
        when bool_and(g.steampipe_available) then 'alarm'
        else 'info'
      end,
      case
        when r.account_id is not null then 'Global types of resources are recorded in ' || r.region || '.'
        when bool_and(g.steampipe_available) then 'Global types of resources are recorded in no region.'
        else 'Global types of resources are recorded in none of the regions that were read.'
      end,
      'global',
      a.account_id
    from
      aws_account as a
      left join global_recorder as r on r.account_id = a.account_id
      left join region as g on g.account_id = a.account_id
    group by
      a.arn,
      a.account_id,
      r.account_id,
      r.region
  EOQ
}
