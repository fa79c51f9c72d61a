query "account_contact_details_review" {
  title       = "Contact details, to be looked at"
  description = "One row an account: whether its contact details are current, only its owner can say."

  sql = <<-EOQ
    select
      arn as resource,
      'info' as status,
      'Only the owner can say whether the contact details are current: look at Contact information on the Account page of the console.' as reason,
      account_id
    from
      aws_account
  EOQ
}

query "account_security_contact_registered" {
  title       = "Accounts with an alternate contact for security"
  description = "One row an account: ok where AWS knows, by mail and by phone, whom to tell about a matter of security."

  sql = <<-EOQ
    with security_contact as (
      select
        account_id,
        max(name) as name,
        bool_or(coalesce(email_address, '') <> '') as has_mail,
        bool_or(coalesce(phone_number, '') <> '') as has_phone
      from
        aws_account_alternate_contact
      where
        contact_type = 'SECURITY'
        and linked_account_id = account_id
      group by
        account_id
    )
    select
      a.arn as resource,
      case
        when c.has_mail and c.has_phone then 'ok'
        else 'alarm'
      end as status,
      case
        when c.account_id is null then 'The account has no alternate contact for security.'
        when not c.has_mail then 'The alternate contact for security has no mail address.'
        when not c.has_phone then 'The alternate contact for security has no phone number.'
        else 'The alternate contact for security is ' || coalesce(c.name, 'registered') || '.'
      end as reason,
      a.account_id
    from
      aws_account as a
      left join security_contact as c on c.account_id = a.account_id
  EOQ
}

query "account_security_questions_review" {
  title       = "Security questions, to be looked at"
  description = "One row an account: no API tells whether it has security questions."

  sql = <<-EOQ
    select
      arn as resource,
      'info' as status,
      'No API tells of security questions: sign in as the root user and look at Configure security challenge questions on the Account page.' as reason,
      account_id
    from
      aws_account
  EOQ
}
