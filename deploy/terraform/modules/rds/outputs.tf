output "address" {
  description = "Where it listens."
  value       = aws_db_instance.this.address
}

output "arn" {
  description = "Its resource name, for backups."
  value       = aws_db_instance.this.arn
}

output "identifier" {
  description = "Its name, for alarms."
  value       = aws_db_instance.this.identifier
}
