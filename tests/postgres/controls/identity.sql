-- name: users with console access and no mfa
select arn as resource,
  case when login_profile is null then 'skip' when mfa_enabled then 'ok' else 'alarm' end as status,
  name || case when login_profile is null then ' has no console access' else ' created ' || to_char((login_profile ->> 'CreateDate')::timestamptz, 'DD-Mon-YYYY') end as reason
from aws_iam_user

-- name: user policies in groups only
select arn, coalesce(jsonb_array_length(attached_policy_arns), 0) + coalesce(jsonb_array_length(inline_policies), 0) as direct,
  case when inline_policies is null and (attached_policy_arns is null or attached_policy_arns = '[]') then 'ok' else 'alarm' end as status
from aws_iam_user

-- name: user is administrator
select name from aws_iam_user where attached_policy_arns ? 'arn:aws:iam::aws:policy/AdministratorAccess'

-- name: user groups
select u.name, g ->> 'GroupName' as member_of from aws_iam_user u cross join lateral jsonb_array_elements(u.groups) as g

-- name: user inline policies with star
select u.name, p ->> 'PolicyName' as policy, a as action
from aws_iam_user u, jsonb_array_elements(inline_policies) p, jsonb_array_elements(p -> 'PolicyDocument' -> 'Statement') s, jsonb_array_elements_text(s -> 'Action') a
where a like '%*%' and s ->> 'Effect' = 'Allow'

-- name: policies with full star
with bad as (
  select arn, count(*) as num
  from aws_iam_policy,
    jsonb_array_elements(policy_std -> 'Statement') as s,
    jsonb_array_elements_text(s -> 'Resource') as resource,
    jsonb_array_elements_text(s -> 'Action') as action
  where not is_aws_managed and s ->> 'Effect' = 'Allow' and resource = '*' and ((action = '*' or action = '*:*'))
  group by arn
)
select p.arn as resource, case when bad.arn is null then 'ok' else 'alarm' end as status,
  p.name || ' contains ' || coalesce(bad.num, 0) || ' statements that allow "*:*" on "*".' as reason
from aws_iam_policy as p left join bad on p.arn = bad.arn
where not p.is_aws_managed

-- name: policies with service stars
select arn, array_agg(distinct split_part(action, ':', 1) order by split_part(action, ':', 1)) as services
from aws_iam_policy, jsonb_array_elements(policy_std -> 'Statement') s, jsonb_array_elements_text(s -> 'Action') action
where action ~ '^[a-z0-9-]+:\*$' and s @> '{"Effect": "Allow"}' group by arn

-- name: policies that pass roles anywhere
select arn from aws_iam_policy where exists (
  select 1 from jsonb_array_elements(policy_std -> 'Statement') as s
  where (s -> 'Action') ?| array['iam:passrole', 'iam:*', '*'] and (s -> 'Resource') ? '*' and s ->> 'Effect' = 'Allow')

-- name: roles trusting other accounts
select arn, p as principal, (regexp_match(p, '^arn:aws:iam::(\d+):'))[1] as account
from aws_iam_role, jsonb_array_elements(assume_role_policy_std -> 'Statement') s, jsonb_array_elements_text(s -> 'Principal' -> 'AWS') p
where substring(p from 'iam::(\d+):') is distinct from account_id

-- name: roles trusting services
select s -> 'Principal' -> 'Service' ->> 0 as service, count(distinct arn) as roles
from aws_iam_role, jsonb_array_elements(assume_role_policy_std -> 'Statement') s
where s -> 'Principal' ? 'Service' group by 1 order by roles desc, 1

-- name: roles not used for a while
select arn, case when role_last_used_date is null then 'never' else date_part('day', '2024-06-15 12:00+00'::timestamptz - role_last_used_date)::int || ' days' end as unused,
  path not like '/aws-service-role/%' and (role_last_used_date is null or role_last_used_date < '2024-06-15'::timestamptz - interval '90 days') as stale
from aws_iam_role

-- name: roles by session length
select max_session_duration / 3600 as hours, count(*) from aws_iam_role group by max_session_duration

-- name: password policy
select account_id,
  case when minimum_password_length >= 14 and password_reuse_prevention >= 24 and max_password_age <= 90 then 'ok' else 'alarm' end as status,
  case when minimum_password_length is null then 'No password policy set.'
    else concat('Length ', minimum_password_length, ', reuse ', coalesce(password_reuse_prevention::text, 'unset'), ', age ', max_password_age) end as reason
from aws_iam_account_password_policy

-- name: password policy parts
select account_id, bool_and(require_symbols and require_numbers) as strong, bool_or(expire_passwords) as expires
from aws_iam_account_password_policy group by account_id

-- name: access keys are rotated
select user_arn, 1 as key, extract(day from '2024-06-15 12:00+00'::timestamptz - access_key_1_last_rotated) as age
from aws_iam_credential_report where access_key_1_active and access_key_1_last_rotated < '2024-06-15 12:00+00'::timestamptz - '90 days'::interval
union
select user_arn, 2, extract(day from '2024-06-15 12:00+00'::timestamptz - access_key_2_last_rotated)
from aws_iam_credential_report where access_key_2_active and access_key_2_last_rotated < '2024-06-15 12:00+00'::timestamptz - '90 days'::interval

-- name: root account in use
select account_id, user_name, to_char(password_last_used, 'DD-Mon-YYYY') as used,
  case when user_name = '<root_account>' and (password_last_used >= (date '2024-06-15' - interval '90' day)) then 'alarm' else 'ok' end as status
from aws_iam_credential_report where user_name = '<root_account>'

-- name: users by mfa
select account_id, count(*) filter (where password_enabled and not mfa_active) as without, count(*) as users,
  case when count(*) filter (where password_enabled and not mfa_active) > 0 then 'alarm' else 'ok' end as status
from aws_iam_credential_report group by account_id

-- name: one active key only
select user_name, access_key_1_active::int + access_key_2_active::int as keys from aws_iam_credential_report where access_key_1_active and access_key_2_active

-- name: kms keys rotated
select arn, case when key_manager = 'AWS' then 'skip' when key_rotation_enabled then 'ok' when key_rotation_enabled is null then 'info' else 'alarm' end as status,
  coalesce(aliases -> 0 ->> 'AliasName', id) || ' rotation ' || coalesce(key_rotation_enabled::text, 'unknown') as reason
from aws_kms_key where key_state not in ('PendingDeletion')

-- name: kms policies open to all
select k.arn, s ->> 'Sid' as sid from aws_kms_key k, jsonb_array_elements(policy_std -> 'Statement') s
where s ->> 'Effect' = 'Allow' and s -> 'Principal' -> 'AWS' @> '["*"]' and not (s ? 'Condition')

-- name: kms keys to be deleted
select arn, deletion_date::date - date '2024-06-15' as days from aws_kms_key where deletion_date is not null

-- name: kms condition keys
select arn, c.key as operator, k.key as condition, jsonb_typeof(k.value) as type
from aws_kms_key, jsonb_array_elements(policy_std -> 'Statement') s, jsonb_each(s -> 'Condition') c, jsonb_each(c.value) k
