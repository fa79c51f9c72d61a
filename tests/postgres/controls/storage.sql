-- name: bucket public access is blocked
select
  arn as resource,
  case when block_public_acls and block_public_policy then 'ok' else 'alarm' end as status,
  case
    when block_public_acls and block_public_policy then name || ' blocks public access.'
    else name || ' not enabled for: ' || concat_ws(', ',
      case when not block_public_acls then 'block_public_acls' end,
      case when not block_public_policy then 'block_public_policy' end) || '.'
  end as reason,
  region,
  account_id
from aws_s3_bucket

-- name: bucket requires tls
with tls as (
  select distinct arn
  from
    aws_s3_bucket,
    jsonb_array_elements(policy_std -> 'Statement') as s,
    jsonb_array_elements_text(s -> 'Principal' -> 'AWS') as p,
    jsonb_array_elements_text(s -> 'Action') as a,
    jsonb_array_elements_text(s -> 'Condition' -> 'Bool' -> 'aws:securetransport') as secure
  where p = '*' and s ->> 'Effect' = 'Deny' and secure::bool = false
)
select
  b.arn as resource,
  case when t.arn is not null then 'ok' else 'alarm' end as status,
  case when t.arn is not null then b.name || ' enforces TLS.' else b.name || ' does not.' end as reason
from aws_s3_bucket as b left join tls as t on t.arn = b.arn

-- name: bucket encryption
select
  arn,
  case when server_side_encryption_configuration is not null then 'ok' else 'alarm' end as status,
  e -> 'ApplyServerSideEncryptionByDefault' ->> 'SSEAlgorithm' as algorithm,
  (e ->> 'BucketKeyEnabled')::bool as key_enabled
from aws_s3_bucket left join jsonb_array_elements(server_side_encryption_configuration -> 'Rules') as e on true

-- name: bucket encrypted by kms
select name from aws_s3_bucket
where server_side_encryption_configuration @> '{"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]}'

-- name: bucket logging
select
  name,
  case when logging -> 'TargetBucket' is null then 'alarm' else 'ok' end as status,
  name || ' logs to ' || coalesce(logging ->> 'TargetBucket', 'nowhere') || '.' as reason
from aws_s3_bucket

-- name: bucket logs to itself
select name from aws_s3_bucket where logging ->> 'TargetBucket' = name

-- name: bucket lifecycle
select name, r ->> 'Status' as status, (r -> 'Expiration' ->> 'Days')::int as days
from aws_s3_bucket, jsonb_array_elements(lifecycle_rules) as r
where r ->> 'Status' = 'Enabled' and (r -> 'Expiration' -> 'Days')::int < 90

-- name: bucket versioning by account
select account_id, count(*) as total, count(*) filter (where versioning_enabled) as versioned,
  round(100.0 * count(*) filter (where versioning_enabled) / count(*), 1) as percent
from aws_s3_bucket group by account_id

-- name: bucket grants to everyone
select name, g ->> 'Permission' as permission
from aws_s3_bucket, jsonb_array_elements(acl -> 'Grants') as g
where g -> 'Grantee' ->> 'URI' = 'http://acs.amazonaws.com/groups/global/AllUsers' and g ->> 'Permission' like any (array['%READ%', '%WRITE%'])

-- name: bucket with public policy statement
select distinct arn from aws_s3_bucket, jsonb_array_elements(policy_std -> 'Statement') as s
where s ->> 'Effect' = 'Allow' and s -> 'Condition' is null and ((s -> 'Principal' -> 'AWS') ? '*' or s ->> 'Principal' = '*')

-- name: bucket actions of foreign accounts
select b.arn, string_agg(distinct a, ', ') as actions
from aws_s3_bucket as b, jsonb_array_elements(policy_std -> 'Statement') as s, jsonb_array_elements_text(s -> 'Principal' -> 'AWS') as p,
  string_to_array(p, ':') as pa, jsonb_array_elements_text(s -> 'Action') as a
where s ->> 'Effect' = 'Allow' and (pa[5] != b.account_id or p = '*')
group by b.arn

-- name: untagged resources of every kind
select arn, 'bucket' as kind from aws_s3_bucket where tags is null or tags = '{}'
union all
select arn, 'volume' from aws_ebs_volume where tags is null or tags = '{}'
union all
select arn, 'instance' from aws_ec2_instance where coalesce(tags, '{}') = '{}'

-- name: mandatory tags
with wanted as (select array['Environment', 'Owner'] as keys)
select arn, (select array_agg(k order by k) from unnest(w.keys) as k where not coalesce(tags, '{}') ? k) as missing,
  case when tags ?& w.keys then 'ok' else 'alarm' end as status
from aws_s3_bucket, wanted as w

-- name: mandatory tags by parameter
-- params: [["Environment", "Owner"]]
with analysis as (
  select arn, title, tags ?& $1 as has, to_jsonb($1) - array(select jsonb_object_keys(tags)) as missing, region from aws_ebs_volume
)
select arn as resource, case when has then 'ok' else 'alarm' end as status,
  case when has then title || ' has all tags.' else title || ' is missing ' || array_to_string(array(select jsonb_array_elements_text(missing)), ', ') end as reason
from analysis

-- name: tag limit and empty tags
select arn, (select count(*) from jsonb_object_keys(tags)) as n, array(select key from jsonb_each_text(tags) where value = '' order by key) as empty
from aws_ec2_instance

-- name: volume unused
select volume_id,
  case when jsonb_array_length(attachments) = 0 then 'alarm' when attachments is null then 'info' else 'ok' end as status,
  case when state = 'available' then title || ' not attached for ' || date('2024-06-15') - date(create_time) || ' days.' else title || ' in use.' end as reason
from aws_ebs_volume

-- name: volume size and type
select volume_type, region, count(*), sum(size) as gib, avg(size)::numeric(10, 2) as mean, max(iops) as iops
from aws_ebs_volume group by volume_type, region having sum(size) > 0 order by volume_type, region

-- name: snapshot is public
select snapshot_id,
  case when create_volume_permissions @> '[{"Group": "all"}]' then 'alarm' else 'ok' end as status,
  jsonb_array_length(create_volume_permissions) as shares
from aws_ebs_snapshot

-- name: newest snapshot of each region
select distinct on (account_id, region) account_id, region, snapshot_id, start_time
from aws_ebs_snapshot order by account_id, region, start_time desc, snapshot_id

-- name: volumes without a recent snapshot
select v.volume_id from aws_ebs_volume v
where not exists (select 1 from aws_ebs_snapshot s where s.volume_id = v.volume_id and s.start_time > '2024-06-15'::timestamptz - interval '30 days')
