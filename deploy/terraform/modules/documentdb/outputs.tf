output "endpoint" {
  description = "Where the member that takes writes listens."
  value       = aws_docdb_cluster.this.endpoint
}

output "arn" {
  description = "Its resource name, for backups."
  value       = aws_docdb_cluster.this.arn
}

output "identifier" {
  description = "Its name, for alarms."
  value       = aws_docdb_cluster.this.cluster_identifier
}
