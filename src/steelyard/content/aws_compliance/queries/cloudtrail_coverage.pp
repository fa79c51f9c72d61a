# What each trail records, for queries that ask more of a trail than that: CTEs up to judged_trail, one row a trail.
locals {
  cloudtrail_coverage_ctes = <<-EOQ
    trail as (
      -- Every region shows a multi-region trail; once is enough.
      select distinct on (account_id, arn)
        account_id,
        arn,
        name,
        is_multi_region_trail,
        is_logging,
        log_group_arn,
        event_selectors,
        advanced_event_selectors,
        -- A trail without selectors of its own records all management events. From a member account the selectors
        -- of the organization's trail may not be visible, but whether it has any is.
        not coalesce(has_custom_event_selectors, false)
          and coalesce(jsonb_array_length(event_selectors), 0) = 0
          and coalesce(jsonb_array_length(advanced_event_selectors), 0) = 0 as has_default_selectors
      from
        aws_cloudtrail_trail
      order by
        account_id,
        arn
    ),
    basic_coverage as (
      select
        account_id,
        arn,
        bool_or(coalesce(e ->> 'ReadWriteType', 'All') in ('All', 'ReadOnly')) as reads,
        bool_or(coalesce(e ->> 'ReadWriteType', 'All') in ('All', 'WriteOnly')) as writes
      from
        trail,
        jsonb_array_elements(event_selectors) as e
      where
        coalesce(e ->> 'IncludeManagementEvents', 'true') = 'true'
      group by
        account_id,
        arn
    ),
    advanced_selector as (
      -- All fields of a selector must match an event, so each further field narrows it. Leaving out a busy
      -- event source (KMS, RDS Data) is the one narrowing that CIS does not mind.
      select
        account_id,
        arn,
        s,
        bool_or(f ->> 'Field' = 'eventCategory' and f -> 'Equals' ? 'Management') as is_management,
        bool_or(
          case f ->> 'Field'
            when 'eventCategory' then false
            when 'readOnly' then false
            when 'eventSource' then
              jsonb_typeof(f -> 'NotEquals') is distinct from 'array'
              or jsonb_typeof(f -> 'Equals') = 'array'
              or jsonb_typeof(f -> 'StartsWith') = 'array'
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
    advanced_coverage as (
      select
        account_id,
        arn,
        bool_or(reads) as reads,
        bool_or(writes) as writes
      from
        advanced_selector
      where
        is_management
        and not is_narrowed
      group by
        account_id,
        arn
    ),
    judged_trail as (
      select
        t.account_id,
        t.arn,
        t.name,
        t.log_group_arn,
        t.is_multi_region_trail,
        coalesce(t.is_logging, false) as is_logging,
        coalesce(b.reads, false) or coalesce(a.reads, false) or t.has_default_selectors as reads,
        coalesce(b.writes, false) or coalesce(a.writes, false) or t.has_default_selectors as writes
      from
        trail as t
        left join basic_coverage as b on b.account_id = t.account_id and b.arn = t.arn
        left join advanced_coverage as a on a.account_id = t.account_id and a.arn = t.arn
    )
  EOQ
}
