output "dns_name" {
  description = "The name that AWS gave it."
  value       = aws_lb.this.dns_name
}

output "zone_id" {
  description = "The zone of that name."
  value       = aws_lb.this.zone_id
}

output "arn_suffix" {
  description = "What alarms know it by."
  value       = aws_lb.this.arn_suffix
}

output "target_group_arns" {
  description = "Where frontend and backend register."
  value       = { for key, group in aws_lb_target_group.this : key => group.arn }

  # A service may only register where a listener leads to.
  depends_on = [aws_lb_listener.https, aws_lb_listener_rule.backend]
}

output "target_group_suffixes" {
  description = "What alarms know them by."
  value       = { for key, group in aws_lb_target_group.this : key => group.arn_suffix }
}
