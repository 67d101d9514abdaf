output "group_ids" {
  description = "The security groups by what they are of."
  value       = { for key, group in aws_security_group.this : key => group.id }
}

output "web_acl_arn" {
  description = "The firewall before CloudFront."
  value       = aws_wafv2_web_acl.this.arn
}

output "role_arns" {
  description = "What starts tasks (execution), and what they are (task, frontend)."
  value = {
    execution = aws_iam_role.execution.arn
    task      = aws_iam_role.task.arn
    frontend  = aws_iam_role.frontend.arn
  }
}
