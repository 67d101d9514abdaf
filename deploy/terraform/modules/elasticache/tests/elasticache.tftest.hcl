mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name              = "lectern-test"
  subnet_ids        = ["subnet-1", "subnet-2", "subnet-3"]
  security_group_id = "sg-1"
  node_type         = "cache.t3.small"
  replicas          = 2
  password          = "0123456789abcdef"
  kms_key_arn       = "arn:aws:kms:us-east-1:123456789012:key/1"
}

run "a_copy_takes_over" {
  assert {
    condition     = aws_elasticache_replication_group.this.num_cache_clusters == 3 && aws_elasticache_replication_group.this.automatic_failover_enabled && aws_elasticache_replication_group.this.multi_az_enabled
    error_message = "No copy takes over."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.at_rest_encryption_enabled && tobool(aws_elasticache_replication_group.this.transit_encryption_enabled)
    error_message = "It is not encrypted."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.snapshot_retention_limit == 7
    error_message = "No snapshots are kept."
  }
}

run "keys_can_be_spread" {
  variables {
    shards   = 3
    replicas = 1
  }

  assert {
    condition     = aws_elasticache_replication_group.this.num_node_groups == 3 && aws_elasticache_replication_group.this.replicas_per_node_group == 1
    error_message = "Cluster mode does not spread keys."
  }
}

run "one_node_has_no_copy" {
  variables {
    replicas = 0
  }

  assert {
    condition     = !aws_elasticache_replication_group.this.automatic_failover_enabled && !aws_elasticache_replication_group.this.multi_az_enabled
    error_message = "AWS refuses this."
  }
}
