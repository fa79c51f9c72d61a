query "s3_bucket_policy_denies_http" {
  title       = "Buckets whose policy denies plain HTTP"
  description = "One row a bucket: ok where the policy denies every action of everybody, on the bucket and on its objects, without TLS."

  sql = <<-EOQ
    with http_denial as (
      select
        b.account_id,
        b.arn,
        coalesce(s -> 'Principal' -> 'AWS' ? '*', false) as everybody,
        coalesce(s -> 'Action' ?| array['s3:*', '*'], false) as every_action,
        -- Any further condition would narrow the denial. A least TLS version is no denial of HTTP: a request
        -- without TLS has no version, so that the condition does not hold for it.
        s -> 'Condition' is null
          or s -> 'Condition' in (
            '{"Bool": {"aws:securetransport": ["false"]}}'::jsonb,
            '{"BoolIfExists": {"aws:securetransport": ["false"]}}'::jsonb
          ) as every_http_request,
        coalesce(b.arn like replace(r, '*', '%'), false) as bucket,
        coalesce(b.arn || '/*' like replace(r, '*', '%'), false) as objects
      from
        aws_s3_bucket as b,
        jsonb_array_elements(b.policy_std -> 'Statement') as s
        left join lateral jsonb_array_elements_text(s -> 'Resource') as r on true
      where
        s ->> 'Effect' = 'Deny'
        and (
          s ->> 'Condition' like '%aws:securetransport%'
          -- Who closes a bucket to everybody closes it to HTTP.
          or (s -> 'Condition' is null and s -> 'Principal' -> 'AWS' ? '*' and s -> 'Action' ?| array['s3:*', '*'])
        )
    ),
    summed as (
      select
        account_id,
        arn,
        bool_or(everybody and every_action and every_http_request and bucket) as bucket,
        bool_or(everybody and every_action and every_http_request and objects) as objects,
        bool_or(everybody) as everybody,
        bool_or(everybody and every_action) as every_action
      from
        http_denial
      group by
        account_id,
        arn
    )
    select
      b.arn as resource,
      case
        when s.bucket and s.objects then 'ok'
        else 'alarm'
      end as status,
      case
        when b.policy_std is null then b.name || ' has no bucket policy.'
        when s.arn is null then 'The policy of ' || b.name || ' does not deny HTTP.'
        when s.bucket and s.objects then 'The policy of ' || b.name || ' denies HTTP.'
        when s.bucket then 'The policy of ' || b.name || ' denies HTTP for the bucket, but not for its objects.'
        when s.objects then 'The policy of ' || b.name || ' denies HTTP for the objects, but not for the bucket itself.'
        when not s.everybody then 'The policy of ' || b.name || ' denies HTTP to some principals only.'
        when not s.every_action then 'The policy of ' || b.name || ' denies HTTP for some actions only.'
        else 'The policy of ' || b.name || ' denies HTTP for some requests only.'
      end as reason,
      b.region,
      b.account_id
    from
      aws_s3_bucket as b
      left join summed as s on s.account_id = b.account_id and s.arn = b.arn
  EOQ
}

query "s3_bucket_mfa_delete_enabled" {
  title       = "Buckets that ask for MFA before a version is deleted"
  description = "One row a bucket: ok where versioning is on and MFA delete is too."

  sql = <<-EOQ
    select
      arn as resource,
      case
        when versioning_enabled and versioning_mfa_delete then 'ok'
        else 'alarm'
      end as status,
      case
        when versioning_enabled and versioning_mfa_delete then name || ' has versioning and MFA delete.'
        when versioning_enabled then name || ' has versioning without MFA delete.'
        else name || ' has no versioning, and so no MFA delete.'
      end as reason,
      region,
      account_id
    from
      aws_s3_bucket
  EOQ
}

query "s3_bucket_public_access_blocked" {
  title       = "Buckets with public access blocked"
  description = "One row a bucket: ok where each of the four settings is on, for the bucket or for its account."

  sql = <<-EOQ
    with effective as (
      -- S3 applies the stricter of the two, setting by setting.
      select
        b.arn,
        b.name,
        b.region,
        b.account_id,
        concat_ws(
          ', ',
          case when b.block_public_acls is not true and a.block_public_acls is not true then 'BlockPublicAcls' end,
          case when b.ignore_public_acls is not true and a.ignore_public_acls is not true then 'IgnorePublicAcls' end,
          case when b.block_public_policy is not true and a.block_public_policy is not true then 'BlockPublicPolicy' end,
          case when b.restrict_public_buckets is not true and a.restrict_public_buckets is not true then 'RestrictPublicBuckets' end
        ) as missing,
        b.block_public_acls and b.ignore_public_acls and b.block_public_policy and b.restrict_public_buckets as by_bucket,
        a.block_public_acls and a.ignore_public_acls and a.block_public_policy and a.restrict_public_buckets as by_account
      from
        aws_s3_bucket as b
        left join aws_s3_account_settings as a on a.account_id = b.account_id
    )
    select
      arn as resource,
      case
        when missing = '' then 'ok'
        else 'alarm'
      end as status,
      case
        when missing <> '' then 'Neither ' || name || ' nor its account has ' || missing || '.'
        when by_bucket then name || ' blocks public access.'
        when by_account then 'The account blocks public access, also for ' || name || '.'
        else name || ' and its account together block public access.'
      end as reason,
      region,
      account_id
    from
      effective
  EOQ
}

query "s3_bucket_classified_by_macie" {
  title       = "Buckets that a job of Macie looks through"
  description = "One row a bucket: ok where a job that is neither cancelled nor paused names it; info where a job may choose it by criteria."

  sql = <<-EOQ
    with job as (
      select
        account_id,
        region,
        name,
        bucket_definitions
      from
        aws_macie2_classification_job
      where
        job_status in ('RUNNING', 'IDLE', 'COMPLETE')
    ),
    named_bucket as (
      -- The administrator's account of an organization has the jobs of its members.
      select
        d ->> 'AccountId' as account_id,
        j.region,
        b as bucket,
        min(j.name) as job
      from
        job as j,
        jsonb_array_elements(case when jsonb_typeof(j.bucket_definitions) = 'array' then j.bucket_definitions end) as d,
        jsonb_array_elements_text(d -> 'Buckets') as b
      group by
        d ->> 'AccountId',
        j.region,
        b
    ),
    choosing_job as (
      select
        account_id,
        region,
        min(name) as job
      from
        job
      where
        case when jsonb_typeof(bucket_definitions) = 'array' then jsonb_array_length(bucket_definitions) else 0 end = 0
      group by
        account_id,
        region
    )
    select
      b.arn as resource,
      case
        when n.bucket is not null then 'ok'
        when c.job is not null then 'info'
        else 'alarm'
      end as status,
      case
        when n.bucket is not null then 'The Macie job ' || coalesce(n.job, 'without a name') || ' looks through ' || b.name || '.'
        when c.job is not null
          then 'The Macie job ' || c.job || ' chooses buckets by criteria: see whether ' || b.name || ' is among them.'
        else 'No Macie job that is in use names ' || b.name || '.'
      end as reason,
      b.region,
      b.account_id
    from
      aws_s3_bucket as b
      left join named_bucket as n on n.account_id = b.account_id and n.region = b.region and n.bucket = b.name
      left join choosing_job as c on c.account_id = b.account_id and c.region = b.region
  EOQ
}
