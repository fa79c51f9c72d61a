query "cloudtrail_log_file_validation_enabled" {
  title       = "Trails with log file validation"
  description = "One row a trail: ok where CloudTrail signs digests of its log files."

  sql = <<-EOQ
    -- Every region shows a multi-region trail; once is enough.
    select distinct on (account_id, arn)
      arn as resource,
      case
        when log_file_validation_enabled then 'ok'
        else 'alarm'
      end as status,
      case
        when log_file_validation_enabled then 'The trail ' || name || ' has log file validation.'
        else 'The trail ' || name || ' has no log file validation.'
      end as reason,
      home_region as region,
      account_id
    from
      aws_cloudtrail_trail
    order by
      account_id,
      arn
  EOQ
}

query "cloudtrail_bucket_access_logging_enabled" {
  title       = "Buckets of trails with server access logging"
  description = "One row a bucket that a trail writes to: ok where its access is logged; info where the bucket is in an account that was not read."

  sql = <<-EOQ
    with destination as (
      -- The name of a bucket is its own in all of a partition, so that one in another account is known by it.
      select
        partition,
        s3_bucket_name,
        account_id,
        min(name) as trail,
        min(home_region) as home_region
      from
        aws_cloudtrail_trail
      group by
        partition,
        s3_bucket_name,
        account_id
    )
    select distinct on (d.partition, d.s3_bucket_name, coalesce(b.account_id, d.account_id))
      coalesce(b.arn, 'arn:' || d.partition || ':s3:::' || d.s3_bucket_name) as resource,
      case
        when b.arn is null then 'info'
        when b.logging ->> 'TargetBucket' is not null then 'ok'
        else 'alarm'
      end as status,
      case
        when b.arn is null
          then 'The trail ' || d.trail || ' writes to ' || d.s3_bucket_name || ', which is not in this account: see whether its access is logged there.'
        when b.logging ->> 'TargetBucket' is not null
          then 'Access to ' || b.name || ', the bucket of the trail ' || d.trail || ', is logged to ' || (b.logging ->> 'TargetBucket') || '.'
        else 'Access to ' || b.name || ', the bucket of the trail ' || d.trail || ', is not logged.'
      end as reason,
      coalesce(b.region, d.home_region) as region,
      coalesce(b.account_id, d.account_id) as account_id
    from
      destination as d
      left join aws_s3_bucket as b on b.partition = d.partition and b.name = d.s3_bucket_name
    order by
      d.partition,
      d.s3_bucket_name,
      coalesce(b.account_id, d.account_id),
      d.trail
  EOQ
}

query "cloudtrail_encrypted_with_kms_key" {
  title       = "Trails whose log files a KMS key of the account's own encrypts"
  description = "One row a trail: ok where it names a KMS key that, as far as it can be seen, is the customer's and in use."

  sql = <<-EOQ
    select distinct on (t.account_id, t.arn)
      t.arn as resource,
      case
        when coalesce(t.kms_key_id, '') = '' then 'alarm'
        when k.key_manager = 'AWS' then 'alarm'
        when k.key_state <> 'Enabled' then 'alarm'
        else 'ok'
      end as status,
      case
        when coalesce(t.kms_key_id, '') = '' then 'No KMS key encrypts the log files of the trail ' || t.name || '.'
        when k.key_manager = 'AWS' then 'The key of the trail ' || t.name || ', ' || t.kms_key_id || ', is AWS''s own.'
        when k.key_state <> 'Enabled'
          then 'The key of the trail ' || t.name || ', ' || t.kms_key_id || ', cannot encrypt: its state is ' || k.key_state || '.'
        else 'The trail ' || t.name || ' encrypts log files with ' || t.kms_key_id || '.'
      end as reason,
      t.home_region as region,
      t.account_id
    from
      aws_cloudtrail_trail as t
      -- A key of another account may not be visible. CloudTrail takes no key that it cannot use.
      left join aws_kms_key as k on k.arn = t.kms_key_id
    order by
      t.account_id,
      t.arn
  EOQ
}
