query "cloudwatch_trail_events_alarmed" {
  title       = "Accounts where certain events of a trail raise an alarm that reaches somebody"
  description = "One row an account: ok where one chain holds from a multi-region trail over its log group, a metric filter that matches all the events, and an alarm on its metric, to a topic with a confirmed subscription."

  param "events" {
    description = "JSON: the events that the filter must match, by name. An event is a map from fields to what is known of them: a text (with * for any text), null for absent, {\"not\": text} for any other text. Of other fields nothing is known."
  }

  sql = <<-EOQ
    with recursive ${local.cloudtrail_coverage_ctes},
    expected as (
      select
        key as event,
        value as fields
      from
        jsonb_each($1::jsonb)
    ),
    selected_source as (
      -- The sources that each selector of management events leaves out.
      select
        account_id,
        arn,
        e -> 'ExcludeManagementEventSources' as left_out
      from
        trail,
        jsonb_array_elements(event_selectors) as e
      where
        coalesce(e ->> 'IncludeManagementEvents', 'true') = 'true'
      union all
      select
        s.account_id,
        s.arn,
        f -> 'NotEquals'
      from
        advanced_selector as s
        left join lateral jsonb_array_elements(s.s -> 'FieldSelectors') as f on f ->> 'Field' = 'eventSource'
      where
        s.is_management
        and not s.is_narrowed
    ),
    source_left_out as (
      select
        s.account_id,
        s.arn,
        min(x.fields ->> 'eventSource') as source
      from
        selected_source as s,
        expected as x
      where
        x.fields ->> 'eventSource' is not null
      group by
        s.account_id,
        s.arn
      having
        bool_and(coalesce(s.left_out ? (x.fields ->> 'eventSource'), false))
    ),
    recording as (
      select
        t.*,
        l.source as source_left_out,
        split_part(t.log_group_arn, ':', 4) as group_region,
        split_part(t.log_group_arn, ':', 5) as group_account,
        split_part(t.log_group_arn, ':', 7) as group_name
      from
        judged_trail as t
        left join source_left_out as l on l.account_id = t.account_id and l.arn = t.arn
    ),
    metric_filter as (
      select distinct
        f.account_id,
        f.region,
        f.log_group_name,
        f.name,
        coalesce(trim(f.filter_pattern), '') as pattern,
        f.metric_transformation_name as metric_name,
        f.metric_transformation_namespace as namespace
      from
        aws_cloudwatch_log_metric_filter as f
        join recording as r on r.group_account = f.account_id and r.group_region = f.region and r.group_name = f.log_group_name
    ),
    pattern as (
      select distinct
        pattern
      from
        metric_filter
    ),
    token as (
      -- Parts: 1 field, 2 operator, 3 value, 4 words in place of both; or 5, what stands between terms.
      select
        p.pattern,
        t.position,
        t.part,
        translate(regexp_replace(btrim(t.part[3], '"'), '([\\%_])', '\\\1', 'g'), '*', '%') as value_like,
        substring(t.part[3] from '^%(\^?[A-Za-z0-9_-]+(?:(?:\.\*|\|)[A-Za-z0-9_-]+)*\$?)%$') as value_regex
      from
        pattern as p,
        regexp_matches(
          substring(p.pattern from '^\s*\{(.*)\}\s*$'),
          '\$\.([^\s=!<>()&|]+)\s*(?:(!=|>=|<=|=|>|<)\s*("[^"]*"|%[^%]*%|[^\s()&|"]+)|\s((?:NOT\s+)?EXISTS|IS\s+\w+))|(&&|\|\||[()]|\S)',
          'g'
        ) with ordinality as t(part, position)
    ),
    term as (
      -- Each token beside what is known of its field in an event: the kind of the fact, its text, or the text it is not.
      select
        t.*,
        x.event,
        jsonb_typeof(x.fields -> t.part[1]) as kind,
        x.fields ->> t.part[1] as fact,
        x.fields -> t.part[1] ->> 'not' as fact_not
      from
        token as t,
        expected as x
    ),
    expression as (
      -- What a pattern says of an event, with 1 for each term that is certain to be true. No operator negates,
      -- so that 0 for a term about which nothing is known can only make the pattern match less.
      select
        pattern,
        event,
        string_agg(
          case
            when part[1] is null then left(part[5], 1)
            when
              case
                when part[4] = 'EXISTS' then kind = 'string'
                when part[4] is not null then kind = 'null' and part[4] like 'NOT%'
                when part[2] = '!=' and kind = 'object' then fact_not = btrim(part[3], '"')
                when part[2] = '!=' then kind = 'string' and fact not like '%*%' and part[3] not like '\%%' and fact not like value_like
                when part[2] <> '=' or kind is distinct from 'string' then false
                when part[3] like '\%%' then fact ~ value_regex
                else fact like value_like
              end
            then '1'
            else '0'
          end,
          '' order by position
        ) as expression
      from
        term
      group by
        pattern,
        event
    ),
    reduced as (
      select
        pattern,
        event,
        expression,
        1 as round
      from
        expression
      union all
      -- Each round opens the innermost parentheses. A 1 says nothing beside &, nor does a 0 beside |.
      select
        pattern,
        event,
        regexp_replace(
          regexp_replace(
            regexp_replace(
              regexp_replace(
                regexp_replace(regexp_replace(expression, '\(([01])\)', '\1', 'g'), '1&|&1', '', 'g'),
                '0(&0)+', '0', 'g'
              ),
              '(^|[(|])(0\|)+', '\1', 'g'
            ),
            '(\|0)+($|[)|])', '\2', 'g'
          ),
          '1(\|1)+', '1', 'g'
        ),
        round + 1
      from
        reduced
      where
        length(expression) > 1
        and round < 40
    ),
    matched as (
      -- An empty pattern matches everything.
      select pattern, event from reduced where expression = '1'
      union
      select p.pattern, x.event from pattern as p, expected as x where p.pattern = ''
    ),
    pattern_coverage as (
      select
        p.pattern,
        count(m.event) as found,
        string_agg(x.event, ', ' order by x.event) filter (where m.event is null) as missing
      from
        pattern as p
        cross join expected as x
        left join matched as m on m.pattern = p.pattern and m.event = x.event
      group by
        p.pattern
    ),
    confirmed_topic as (
      -- In place of an ARN, AWS shows PendingConfirmation or Deleted.
      select distinct
        topic_arn
      from
        aws_sns_topic_subscription
      where
        subscription_arn like 'arn:%'
    ),
    alarm_topic as (
      select
        a.arn,
        coalesce(
          min(split_part(action, ':', 6)) filter (where c.topic_arn is not null),
          min(split_part(action, ':', 6))
        ) as topic,
        bool_or(c.topic_arn is not null) as is_confirmed
      from
        aws_cloudwatch_alarm as a
        cross join jsonb_array_elements_text(a.alarm_actions) as action
        left join confirmed_topic as c on c.topic_arn = action
      where
        action like 'arn:%:sns:%'
      group by
        a.arn
    ),
    watched_metric as (
      select arn, metric_name, namespace from aws_cloudwatch_alarm
      union
      select
        a.arn,
        m -> 'MetricStat' -> 'Metric' ->> 'MetricName',
        m -> 'MetricStat' -> 'Metric' ->> 'Namespace'
      from
        aws_cloudwatch_alarm as a,
        jsonb_array_elements(a.metrics) as m
      where
        coalesce(m ->> 'AccountId', a.account_id) = a.account_id
    ),
    alarm as (
      select
        a.account_id,
        a.region,
        a.name,
        coalesce(a.actions_enabled, false) as acts,
        w.metric_name,
        w.namespace,
        t.topic,
        coalesce(t.is_confirmed, false) as is_confirmed
      from
        aws_cloudwatch_alarm as a
        join watched_metric as w on w.arn = a.arn
        left join alarm_topic as t on t.arn = a.arn
    ),
    chain as (
      -- The first link that is broken, from 1, or 12 where all hold.
      select
        r.account_id,
        r.name as trail,
        r.source_left_out,
        r.group_name || case when r.group_account = r.account_id then '' else ' of account ' || r.group_account end as log_group,
        f.name as filter,
        c.found,
        c.missing,
        a.name as alarm,
        a.topic,
        case
          when r.is_multi_region_trail is not true then 1
          when not r.is_logging then 2
          when r.reads is not true or r.writes is not true then 3
          when r.source_left_out is not null then 4
          when r.log_group_arn is null then 5
          when coalesce(c.found, 0) = 0 then 6
          when c.missing is not null then 7
          when a.name is null then 8
          when not a.acts then 9
          when a.topic is null then 10
          when not a.is_confirmed then 11
          else 12
        end as link
      from
        recording as r
        left join metric_filter as f
          on f.account_id = r.group_account and f.region = r.group_region and f.log_group_name = r.group_name
        left join pattern_coverage as c on c.pattern = f.pattern
        left join alarm as a
          on a.account_id = f.account_id and a.region = f.region
          and a.metric_name = f.metric_name and a.namespace = f.namespace
    ),
    best as (
      select distinct on (account_id)
        *
      from
        chain
      order by
        account_id,
        link desc,
        found desc nulls last,
        trail,
        filter,
        alarm
    )
    select
      o.arn as resource,
      case when b.link = 12 then 'ok' else 'alarm' end as status,
      case b.link
        when 1 then 'No trail is multi-region; ' || b.trail || ' records one region.'
        when 2 then 'The multi-region trail ' || b.trail || ' is not logging.'
        when 3 then 'The multi-region trail ' || b.trail || ' does not record all management events.'
        when 4 then 'The multi-region trail ' || b.trail || ' leaves out the events of ' || b.source_left_out || '.'
        when 5 then 'The multi-region trail ' || b.trail || ' sends its events to no log group.'
        when 6 then 'The log group ' || b.log_group || ' of the trail ' || b.trail || ' has no metric filter that matches these events.'
        when 7 then 'The pattern of the metric filter ' || b.filter || ' does not match all of ' || b.missing || '.'
        when 8 then 'No alarm watches the metric of the metric filter ' || b.filter || '.'
        when 9 then 'The actions of the alarm ' || b.alarm || ' are disabled.'
        when 10 then 'The alarm ' || b.alarm || ' tells no SNS topic.'
        when 11 then 'The topic ' || b.topic || ' of the alarm ' || b.alarm || ' has no confirmed subscription.'
        when 12 then 'The metric filter ' || b.filter || ' and the alarm ' || b.alarm || ' tell the subscribers of the topic ' || b.topic || '.'
        else 'The account has no trail.'
      end as reason,
      o.account_id
    from
      aws_account as o
      left join best as b on b.account_id = o.account_id
  EOQ
}
