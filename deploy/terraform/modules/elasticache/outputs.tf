output "endpoint" {
  description = "The one address of the master, or of the cluster."
  value = (
    local.clustered
    ? aws_elasticache_replication_group.this.configuration_endpoint_address
    : aws_elasticache_replication_group.this.primary_endpoint_address
  )
}

output "identifier" {
  description = "Its name, for alarms."
  value       = aws_elasticache_replication_group.this.id
}
