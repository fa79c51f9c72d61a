query "iam_user_console_mfa_enabled" {
  title       = "IAM users with a console password and MFA"
  description = "One row an IAM user: ok where a user with a console password has MFA; skip without a password."

  sql = <<-EOQ
    select
      user_arn as resource,
      case
        when password_enabled is not true then 'skip'
        when mfa_active then 'ok'
        else 'alarm'
      end as status,
      case
        when password_enabled is not true then user_name || ' has no console password.'
        when mfa_active then user_name || ' has a console password and MFA.'
        else user_name || ' has a console password without MFA.'
      end as reason,
      account_id
    from
      aws_iam_credential_report
    where
      -- The root user has controls of its own.
      user_name <> '<root_account>'
  EOQ
}

query "iam_user_no_access_key_made_at_setup" {
  title       = "IAM users whose access keys were not made along with them"
  description = "One row an IAM user: alarm where one with a console password holds an active access key, never used, that was made within ten minutes of the user."

  sql = <<-EOQ
    with judged as (
      select
        account_id,
        user_arn,
        user_name,
        password_enabled is true as has_password,
        access_key_1_active is true
          and access_key_1_last_used_date is null
          and access_key_1_last_rotated <= user_creation_time + interval '10 minutes' as first_from_setup,
        access_key_2_active is true
          and access_key_2_last_used_date is null
          and access_key_2_last_rotated <= user_creation_time + interval '10 minutes' as second_from_setup
      from
        aws_iam_credential_report
      where
        user_name <> '<root_account>'
    )
    select
      user_arn as resource,
      case
        when not has_password then 'skip'
        when first_from_setup or second_from_setup then 'alarm'
        else 'ok'
      end as status,
      case
        when not has_password then user_name || ' has no console password.'
        when first_from_setup and second_from_setup then 'Both access keys of ' || user_name || ' were made along with the user and never used.'
        when first_from_setup then 'Access key 1 of ' || user_name || ' was made along with the user and never used.'
        when second_from_setup then 'Access key 2 of ' || user_name || ' was made along with the user and never used.'
        else user_name || ' has no unused access key from when the user was made.'
      end as reason,
      account_id
    from
      judged
  EOQ
}

query "iam_user_credentials_used_within_45_days" {
  title       = "IAM users without credentials unused for 45 days"
  description = "One row an IAM user: alarm where a password or an active access key has not been used for 45 days or more."

  sql = <<-EOQ
    with credential as (
      -- One that was never used counts from when it was made.
      select
        account_id,
        user_arn,
        'the password' as what,
        password_last_used as used,
        coalesce(password_last_used, password_last_changed, user_creation_time) as since
      from
        aws_iam_credential_report
      where
        password_enabled
        and user_name <> '<root_account>'
      union all
      select
        account_id,
        user_arn,
        'access key 1',
        access_key_1_last_used_date,
        coalesce(access_key_1_last_used_date, access_key_1_last_rotated, user_creation_time)
      from
        aws_iam_credential_report
      where
        access_key_1_active
        and user_name <> '<root_account>'
      union all
      select
        account_id,
        user_arn,
        'access key 2',
        access_key_2_last_used_date,
        coalesce(access_key_2_last_used_date, access_key_2_last_rotated, user_creation_time)
      from
        aws_iam_credential_report
      where
        access_key_2_active
        and user_name <> '<root_account>'
    ),
    summed as (
      select
        account_id,
        user_arn,
        string_agg(
          what || case when used is null then ', never used and made on ' else ', last used on ' end || to_char(since, 'YYYY-MM-DD'),
          '; ' order by what
        ) filter (where since <= now() - interval '45 days') as unused
      from
        credential
      group by
        account_id,
        user_arn
    )
    select
      u.user_arn as resource,
      case
        when s.unused is null then 'ok'
        else 'alarm'
      end as status,
      case
        when s.user_arn is null then u.user_name || ' has neither a password nor an active access key.'
        when s.unused is null then u.user_name || ' used, or got, each enabled credential within the last 45 days.'
        else u.user_name || ' has credentials unused for 45 days or more: ' || s.unused || '.'
      end as reason,
      u.account_id
    from
      aws_iam_credential_report as u
      left join summed as s on s.account_id = u.account_id and s.user_arn = u.user_arn
    where
      u.user_name <> '<root_account>'
  EOQ
}

query "iam_user_permissions_through_groups_only" {
  title       = "IAM users that get permissions through groups only"
  description = "One row an IAM user: ok where no policy is attached to the user and none is embedded in it."

  sql = <<-EOQ
    with direct_policy as (
      select account_id, arn, p as policy
      from aws_iam_user, jsonb_array_elements_text(attached_policy_arns) as p
      union all
      select account_id, arn, (p ->> 'PolicyName') || ' (embedded)'
      from aws_iam_user, jsonb_array_elements(inline_policies) as p
    ),
    summed as (
      select
        account_id,
        arn,
        string_agg(policy, ', ' order by policy) as policies
      from
        direct_policy
      group by
        account_id,
        arn
    )
    select
      u.arn as resource,
      case
        when s.arn is null then 'ok'
        else 'alarm'
      end as status,
      case
        when s.arn is null then u.name || ' has no policy of its own.'
        else u.name || ' has policies of its own: ' || s.policies || '.'
      end as reason,
      u.account_id
    from
      aws_iam_user as u
      left join summed as s on s.account_id = u.account_id and s.arn = u.arn
  EOQ
}

query "iam_user_managed_centrally" {
  title       = "Accounts without IAM users of their own"
  description = "One row an account: ok without IAM users; info otherwise, as no API tells where people are meant to be managed."

  sql = <<-EOQ
    with local_user as (
      select
        account_id,
        count(*) as users,
        min(name) as first_name
      from
        aws_iam_user
      group by
        account_id
    )
    select
      a.arn as resource,
      case
        when u.account_id is null then 'ok'
        else 'info'
      end as status,
      case
        when u.account_id is null then 'The account has no IAM user.'
        else
          case when a.organization_id is null then 'The account is in no organization'
               else 'The account is in organization ' || a.organization_id
          end
          || ' and has '
          || case when u.users = 1 then 'one IAM user, ' || u.first_name
                  else u.users || ' IAM users, ' || u.first_name || ' among them'
             end
          || ': see whether each is meant to be managed here.'
      end as reason,
      a.account_id
    from
      aws_account as a
      left join local_user as u on u.account_id = a.account_id
  EOQ
}
