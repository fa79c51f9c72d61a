mod "aws_compliance" {
  title       = "AWS Compliance"
  description = "Controls for AWS accounts, each held to labelled cases."
  categories  = ["aws", "cis", "compliance", "security"]
}

locals {
  aws_compliance_common_tags = {
    category = "Compliance"
    plugin   = "aws"
    service  = "AWS"
  }
}
