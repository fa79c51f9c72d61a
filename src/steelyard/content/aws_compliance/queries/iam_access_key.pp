query "iam_user_one_active_access_key" {
  title       = "IAM users with one active access key at most"
  description = "One row an IAM user: alarm where two access keys of the user are active."

  sql = <<-EOQ
    with active_key as (
      select
        account_id,
        user_name,
        count(*) as keys,
        string_agg(access_key_id, ' and ' order by access_key_id) as key_ids
      from
        aws_iam_access_key
      where
        status = 'Active'
      group by
        account_id,
        user_name
    )
    select
      u.arn as resource,
      case
        when k.keys > 1 then 'alarm'
        else 'ok'
      end as status,
      case
        when k.keys > 1 then u.name || ' has ' || k.keys || ' active access keys: ' || k.key_ids || '.'
        when k.keys = 1 then u.name || ' has one active access key, ' || k.key_ids || '.'
        else u.name || ' has no active access key.'
      end as reason,
      u.account_id
    from
      aws_iam_user as u
      left join active_key as k on k.account_id = u.account_id and k.user_name = u.name
  EOQ
}

query "iam_access_key_rotated_within_90_days" {
  title       = "Access keys made in the last 90 days"
  description = "One row an access key: alarm where an active key is older than 90 days; skip for inactive keys."

  sql = <<-EOQ
    select
      akas ->> 0 as resource,
      case
        when status <> 'Active' then 'skip'
        when create_date >= now() - interval '90 days' then 'ok'
        else 'alarm'
      end as status,
      case
        when status <> 'Active' then 'Access key ' || access_key_id || ' of ' || user_name || ' is inactive.'
        when create_date >= now() - interval '90 days'
          then 'Access key ' || access_key_id || ' of ' || user_name || ' was made on ' || to_char(create_date, 'YYYY-MM-DD') || '.'
        else 'Access key ' || access_key_id || ' of ' || user_name || ' was made more than 90 days ago, on ' || to_char(create_date, 'YYYY-MM-DD') || '.'
      end as reason,
      account_id
    from
      aws_iam_access_key
  EOQ
}
