locals {
  # For each account and trail: whether it records the reads and the writes of all objects of S3, or of some.
  cloudtrail_s3_objects_sql = <<-EOQ
    trail as (
      -- Every region shows a multi-region trail; once is enough.
      select distinct on (account_id, arn)
        account_id,
        partition,
        arn,
        name,
        coalesce(is_multi_region_trail, false) as is_multi_region,
        coalesce(is_logging, false) as is_logging,
        event_selectors,
        advanced_event_selectors
      from
        aws_cloudtrail_trail
      order by
        account_id,
        arn
    ),
    basic_coverage as (
      -- The values are prefixes of ARNs, without wildcards.
      select
        account_id,
        arn,
        v in ('arn:' || partition || ':s3', 'arn:' || partition || ':s3:::') as all_objects,
        coalesce(e ->> 'ReadWriteType', 'All') in ('All', 'ReadOnly') as reads,
        coalesce(e ->> 'ReadWriteType', 'All') in ('All', 'WriteOnly') as writes
      from
        trail,
        jsonb_array_elements(event_selectors) as e,
        jsonb_array_elements(case when jsonb_typeof(e -> 'DataResources') = 'array' then e -> 'DataResources' end) as d,
        jsonb_array_elements_text(case when jsonb_typeof(d -> 'Values') = 'array' then d -> 'Values' end) as v
      where
        d ->> 'Type' = 'AWS::S3::Object'
    ),
    advanced_selector as (
      -- All fields of a selector must match an event, so each further field narrows it. S3 is the only source of
      -- these events, and the prefix that all ARNs of S3 begin with leaves nothing out.
      select
        account_id,
        arn,
        s,
        bool_or(f ->> 'Field' = 'eventCategory' and f -> 'Equals' ? 'Data') as is_data,
        bool_or(f ->> 'Field' = 'resources.type' and f -> 'Equals' ? 'AWS::S3::Object') as is_objects,
        bool_or(
          case f ->> 'Field'
            when 'eventCategory' then false
            when 'resources.type' then false
            when 'readOnly' then false
            when 'eventSource' then not coalesce(f -> 'Equals' ? 's3.amazonaws.com', false)
            when 'resources.ARN' then
              not coalesce(f -> 'StartsWith' ?| array['arn:' || partition || ':s3', 'arn:' || partition || ':s3:::'], false)
              or jsonb_typeof(f -> 'NotStartsWith') = 'array'
              or jsonb_typeof(f -> 'NotEquals') = 'array'
              or jsonb_typeof(f -> 'NotEndsWith') = 'array'
              or jsonb_typeof(f -> 'Equals') = 'array'
              or jsonb_typeof(f -> 'EndsWith') = 'array'
            else true
          end
        ) as is_narrowed,
        bool_and(
          f ->> 'Field' <> 'readOnly'
          or case when jsonb_typeof(f -> 'Equals') = 'array' then f -> 'Equals' ? 'true' else not coalesce(f -> 'NotEquals' ? 'true', false) end
        ) as reads,
        bool_and(
          f ->> 'Field' <> 'readOnly'
          or case when jsonb_typeof(f -> 'Equals') = 'array' then f -> 'Equals' ? 'false' else not coalesce(f -> 'NotEquals' ? 'false', false) end
        ) as writes
      from
        trail,
        jsonb_array_elements(advanced_event_selectors) as s,
        jsonb_array_elements(s -> 'FieldSelectors') as f
      group by
        account_id,
        arn,
        s
    ),
    selected as (
      select account_id, arn, all_objects, reads, writes
      from basic_coverage
      union all
      select account_id, arn, not coalesce(is_narrowed, false), reads, writes
      from advanced_selector
      where is_data and is_objects
    ),
    coverage as (
      select
        t.account_id,
        t.name,
        t.is_multi_region,
        t.is_logging,
        coalesce(bool_or(s.all_objects and s.reads), false) as all_reads,
        coalesce(bool_or(s.reads), false) as some_reads,
        coalesce(bool_or(s.all_objects and s.writes), false) as all_writes,
        coalesce(bool_or(s.writes), false) as some_writes
      from
        trail as t
        left join selected as s on s.account_id = t.account_id and s.arn = t.arn
      group by
        t.account_id,
        t.arn,
        t.name,
        t.is_multi_region,
        t.is_logging
    )
  EOQ
}

query "cloudtrail_s3_object_writes_recorded" {
  title       = "Accounts whose writes of S3 objects a multi-region trail records"
  description = "One row an account: ok where a multi-region trail that is logging records the writes of all objects of all buckets."

  sql = <<-EOQ
    with ${local.cloudtrail_s3_objects_sql},
    ranked as (
      select
        *,
        row_number() over (
          partition by account_id
          order by all_writes desc, all_writes and is_multi_region and is_logging desc, some_writes desc, is_multi_region desc, name
        ) as position
      from
        coverage
    )
    select
      a.arn as resource,
      case
        when r.all_writes and r.is_multi_region and r.is_logging then 'ok'
        else 'alarm'
      end as status,
      case
        when r.account_id is null then 'The account has no trail.'
        when not r.some_writes then 'No trail records writes of S3 objects.'
        when not r.all_writes then 'No trail records writes of all S3 objects; ' || r.name || ' records those of some.'
        when not r.is_multi_region then 'The trail ' || r.name || ' records writes of S3 objects in one region only.'
        when not r.is_logging then 'The trail ' || r.name || ', which selects writes of all S3 objects, is not logging.'
        else 'The multi-region trail ' || r.name || ' records writes of all S3 objects.'
      end as reason,
      a.account_id
    from
      aws_account as a
      left join ranked as r on r.account_id = a.account_id and r.position = 1
  EOQ
}

query "cloudtrail_s3_object_reads_recorded" {
  title       = "Accounts whose reads of S3 objects a multi-region trail records"
  description = "One row an account: ok where a multi-region trail that is logging records the reads of all objects of all buckets."

  sql = <<-EOQ
    with ${local.cloudtrail_s3_objects_sql},
    ranked as (
      select
        *,
        row_number() over (
          partition by account_id
          order by all_reads desc, all_reads and is_multi_region and is_logging desc, some_reads desc, is_multi_region desc, name
        ) as position
      from
        coverage
    )
    select
      a.arn as resource,
      case
        when r.all_reads and r.is_multi_region and r.is_logging then 'ok'
        else 'alarm'
      end as status,
      case
        when r.account_id is null then 'The account has no trail.'
        when not r.some_reads then 'No trail records reads of S3 objects.'
        when not r.all_reads then 'No trail records reads of all S3 objects; ' || r.name || ' records those of some.'
        when not r.is_multi_region then 'The trail ' || r.name || ' records reads of S3 objects in one region only.'
        when not r.is_logging then 'The trail ' || r.name || ', which selects reads of all S3 objects, is not logging.'
        else 'The multi-region trail ' || r.name || ' records reads of all S3 objects.'
      end as reason,
      a.account_id
    from
      aws_account as a
      left join ranked as r on r.account_id = a.account_id and r.position = 1
  EOQ
}
