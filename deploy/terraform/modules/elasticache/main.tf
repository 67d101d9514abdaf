locals {
  clustered = var.shards != null
}

resource "aws_elasticache_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnet_ids
}

resource "aws_elasticache_parameter_group" "this" {
  name   = var.name
  family = "redis7"

  # The queue is in it as well, so nothing is thrown out that does not expire.
  parameter {
    name  = "maxmemory-policy"
    value = "volatile-lru"
  }

  parameter {
    name  = "cluster-enabled"
    value = local.clustered ? "yes" : "no"
  }
}

resource "aws_elasticache_replication_group" "this" {
  #checkov:skip=CKV2_AWS_50:Copies in other zones where the environment asks for them.
  replication_group_id = var.name
  description          = "Warm copies, sessions and the queue."
  engine               = "redis"
  engine_version       = "7.1"
  node_type            = var.node_type
  port                 = 6379
  parameter_group_name = aws_elasticache_parameter_group.this.name

  num_node_groups            = local.clustered ? var.shards : null
  replicas_per_node_group    = local.clustered ? var.replicas : null
  num_cache_clusters         = local.clustered ? null : var.replicas + 1
  automatic_failover_enabled = local.clustered || var.replicas > 0
  multi_az_enabled           = var.replicas > 0

  subnet_group_name          = aws_elasticache_subnet_group.this.name
  security_group_ids         = [var.security_group_id]
  at_rest_encryption_enabled = true
  kms_key_id                 = var.kms_key_arn
  transit_encryption_enabled = true
  auth_token                 = var.password

  snapshot_retention_limit   = var.snapshot_days
  snapshot_window            = "01:30-02:30"
  maintenance_window         = "sun:05:00-sun:06:00"
  auto_minor_version_upgrade = true
}
