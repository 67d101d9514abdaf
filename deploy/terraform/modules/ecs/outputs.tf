output "cluster" {
  description = "The name of the cluster."
  value       = aws_ecs_cluster.this.name
}

output "services" {
  description = "The names of the services."
  value       = [for service in aws_ecs_service.this : service.name]
}

output "migrate" {
  description = "The task that brings both databases to the form of this version, and where it runs and writes."
  value = {
    cluster = aws_ecs_cluster.this.name
    task    = aws_ecs_task_definition.this["migrate"].arn
    subnets = var.subnet_ids
    groups  = [var.group_ids["backend"]]
    logs    = aws_cloudwatch_log_group.this["migrate"].name
  }
}
