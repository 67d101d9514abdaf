output "topic_arn" {
  description = "Who is told of alarms."
  value       = aws_sns_topic.this.arn
}

output "alarms" {
  description = "The names of the alarms."
  value       = keys(local.alarms)
}
