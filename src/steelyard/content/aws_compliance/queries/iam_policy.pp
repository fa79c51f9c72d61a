query "iam_policy_attached_without_full_access" {
  title       = "Attached managed policies that do not allow everything"
  description = "One row a managed policy that is attached: alarm where a statement allows every action on every resource."

  sql = <<-EOQ
    with full_access as (
      -- The canonical form has lists everywhere. NotAction and NotResource leave something out; a condition
      -- says when, not what.
      select
        p.account_id,
        p.arn,
        bool_and(s -> 'Condition' is not null) as only_on_condition
      from
        aws_iam_policy as p,
        jsonb_array_elements(p.policy_std -> 'Statement') as s,
        jsonb_array_elements_text(s -> 'Action') as action,
        jsonb_array_elements_text(s -> 'Resource') as resource
      where
        p.is_attached
        and s ->> 'Effect' = 'Allow'
        and action ~ '^[*]+(:[*]+)?$'
        and resource ~ '^[*]+$'
      group by
        p.account_id,
        p.arn
    )
    select
      p.arn as resource,
      case
        when f.arn is null then 'ok'
        else 'alarm'
      end as status,
      case
        when f.arn is null then p.name || ' does not allow every action on every resource.'
        when f.only_on_condition then p.name || ' allows every action on every resource, on a condition.'
        else p.name || ' allows every action on every resource.'
      end as reason,
      p.account_id
    from
      aws_iam_policy as p
      left join full_access as f on f.account_id = p.account_id and f.arn = p.arn
    where
      p.is_attached
  EOQ
}

query "iam_support_role_exists" {
  title       = "Accounts with a role for AWS Support"
  description = "One row an account: ok where AWS's policy AWSSupportAccess is attached to a role."

  sql = <<-EOQ
    with support_role as (
      select
        account_id,
        min(name) as name
      from
        aws_iam_role
      where
        attached_policy_arns ? ('arn:' || partition || ':iam::aws:policy/AWSSupportAccess')
      group by
        account_id
    )
    select
      a.arn as resource,
      case
        when r.account_id is null then 'alarm'
        else 'ok'
      end as status,
      case
        when r.account_id is null then 'AWSSupportAccess is attached to no role.'
        else 'AWSSupportAccess is attached to the role ' || r.name || '.'
      end as reason,
      a.account_id
    from
      aws_account as a
      left join support_role as r on r.account_id = a.account_id
  EOQ
}

query "iam_cloudshell_full_access_not_attached" {
  title       = "Users, groups and roles with AWSCloudShellFullAccess"
  description = "One row for each user, group and role that AWS's policy AWSCloudShellFullAccess is attached to; one for the account where there is none."

  sql = <<-EOQ
    with holder as (
      select account_id, arn, 'user ' || name as who
      from aws_iam_user
      where attached_policy_arns ? ('arn:' || partition || ':iam::aws:policy/AWSCloudShellFullAccess')
      union all
      select account_id, arn, 'group ' || name
      from aws_iam_group
      where attached_policy_arns ? ('arn:' || partition || ':iam::aws:policy/AWSCloudShellFullAccess')
      union all
      select account_id, arn, 'role ' || name
      from aws_iam_role
      where attached_policy_arns ? ('arn:' || partition || ':iam::aws:policy/AWSCloudShellFullAccess')
    )
    select
      coalesce(h.arn, a.arn) as resource,
      case
        when h.arn is null then 'ok'
        else 'alarm'
      end as status,
      case
        when h.arn is null then 'AWSCloudShellFullAccess is attached to nobody.'
        else 'AWSCloudShellFullAccess is attached to the ' || h.who || '.'
      end as reason,
      a.account_id
    from
      aws_account as a
      left join holder as h on h.account_id = a.account_id
  EOQ
}
