query "iam_root_access_keys_absent" {
  title       = "Root users without access keys"
  description = "One row an account: ok where the root user has no access key, active or not."

  sql = <<-EOQ
    select
      'arn:' || partition || ':iam::' || account_id || ':root' as resource,
      case
        when account_access_keys_present = 0 then 'ok'
        else 'alarm'
      end as status,
      case
        when account_access_keys_present = 0 then 'The root user has no access key.'
        when account_access_keys_present > 0 then 'The root user has an access key.'
        else 'AWS does not say whether the root user has an access key.'
      end as reason,
      account_id
    from
      aws_iam_account_summary
  EOQ
}

query "iam_root_mfa_enabled" {
  title       = "Root users with MFA"
  description = "One row an account: ok where the root user has MFA of any kind; skip where it cannot sign in at all."

  sql = <<-EOQ
    select
      'arn:' || partition || ':iam::' || account_id || ':root' as resource,
      case
        when account_mfa_enabled then 'ok'
        -- An organization can take the root credentials of its members away. No MFA can be added then.
        when account_password_present = false and account_access_keys_present = 0 then 'skip'
        else 'alarm'
      end as status,
      case
        when account_mfa_enabled then 'The root user has MFA.'
        when account_password_present = false and account_access_keys_present = 0
          then 'The root user has neither a password nor access keys, so that nobody can sign in as it.'
        else 'The root user has no MFA.'
      end as reason,
      account_id
    from
      aws_iam_account_summary
  EOQ
}

query "iam_root_hardware_mfa_enabled" {
  title       = "Root users whose MFA is hardware alone"
  description = "One row an account: ok where the root user has MFA and none of its devices is a virtual one."

  sql = <<-EOQ
    with virtual_device as (
      -- AWS lists virtual devices only; what the root user has besides is hardware. The console gives the root
      -- user's virtual device this name, and leaves it behind, unassigned, where somebody stopped half-way.
      select
        account_id,
        min(serial_number) as serial_number
      from
        aws_iam_virtual_mfa_device
      where
        user_id = account_id
        or "user" ->> 'Arn' like '%:root'
        or (serial_number like '%:mfa/root-account-mfa-device' and user_name is null and assignment_status = 'Assigned')
      group by
        account_id
    )
    select
      'arn:' || s.partition || ':iam::' || s.account_id || ':root' as resource,
      case
        when s.account_mfa_enabled and v.account_id is null then 'ok'
        when s.account_mfa_enabled then 'alarm'
        when s.account_password_present = false and s.account_access_keys_present = 0 then 'skip'
        else 'alarm'
      end as status,
      case
        when s.account_mfa_enabled and v.account_id is null then 'The root user has hardware MFA.'
        when s.account_mfa_enabled then 'The root user has a virtual MFA device, ' || v.serial_number || '.'
        when s.account_password_present = false and s.account_access_keys_present = 0
          then 'The root user has neither a password nor access keys, so that nobody can sign in as it.'
        else 'The root user has no MFA.'
      end as reason,
      s.account_id
    from
      aws_iam_account_summary as s
      left join virtual_device as v on v.account_id = s.account_id
  EOQ
}

query "iam_root_unused_90_days" {
  title       = "Root users that nobody has used for 90 days"
  description = "One row an account: ok where neither the root user's password nor its access keys were used in the last 90 days."

  sql = <<-EOQ
    with root as (
      select
        account_id,
        user_arn,
        greatest(password_last_used, access_key_1_last_used_date, access_key_2_last_used_date) as last_used
      from
        aws_iam_credential_report
      where
        user_name = '<root_account>'
    )
    select
      coalesce(r.user_arn, a.arn) as resource,
      case
        when r.account_id is null then 'skip'
        when r.last_used > now() - interval '90 days' then 'alarm'
        else 'ok'
      end as status,
      case
        -- An account of GovCloud has none.
        when r.account_id is null then 'The credential report knows no root user.'
        when r.last_used is null then 'The root user has never been used.'
        else 'The root user was last used on ' || to_char(r.last_used, 'YYYY-MM-DD') || '.'
      end as reason,
      a.account_id
    from
      aws_account as a
      left join root as r on r.account_id = a.account_id
  EOQ
}
