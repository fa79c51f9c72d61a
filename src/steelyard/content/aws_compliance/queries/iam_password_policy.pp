query "iam_password_policy_minimum_length_14" {
  title       = "Accounts whose password policy asks for 14 characters"
  description = "One row an account: ok where passwords of IAM users must have 14 characters or more."

  sql = <<-EOQ
    select
      a.arn as resource,
      case
        when p.minimum_password_length >= 14 then 'ok'
        else 'alarm'
      end as status,
      case
        when p.account_id is null then 'The account has no password policy of its own; AWS asks for 8 characters.'
        when p.minimum_password_length is null then 'The password policy sets no minimum length.'
        else 'The password policy asks for ' || p.minimum_password_length || ' characters.'
      end as reason,
      a.account_id
    from
      aws_account as a
      left join aws_iam_account_password_policy as p on p.account_id = a.account_id
  EOQ
}

query "iam_password_policy_reuse_prevention_24" {
  title       = "Accounts whose password policy remembers 24 passwords"
  description = "One row an account: ok where none of an IAM user's last 24 passwords may be used again."

  sql = <<-EOQ
    select
      a.arn as resource,
      case
        when p.password_reuse_prevention >= 24 then 'ok'
        else 'alarm'
      end as status,
      case
        when p.account_id is null then 'The account has no password policy of its own; any former password may be used again.'
        when coalesce(p.password_reuse_prevention, 0) = 0 then 'Any former password may be used again.'
        else 'The last ' || p.password_reuse_prevention || ' passwords may not be used again.'
      end as reason,
      a.account_id
    from
      aws_account as a
      left join aws_iam_account_password_policy as p on p.account_id = a.account_id
  EOQ
}
