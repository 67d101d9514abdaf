mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name              = "lectern-test"
  subnet_ids        = ["subnet-1", "subnet-2", "subnet-3"]
  security_group_id = "sg-1"
  instance_class    = "db.t3.medium"
  instances         = 3
  password          = "not-for-others"
  kms_key_arn       = "arn:aws:kms:us-east-1:123456789012:key/1"
}

run "documents_are_encrypted_and_copied" {
  assert {
    condition     = length(aws_docdb_cluster_instance.this) == 3
    error_message = "No copy takes over."
  }

  assert {
    condition     = aws_docdb_cluster.this.storage_encrypted && aws_docdb_cluster.this.deletion_protection && aws_docdb_cluster.this.backup_retention_period == 14
    error_message = "It is not encrypted, or can be lost."
  }

  assert {
    condition     = contains([for one in aws_docdb_cluster_parameter_group.this.parameter : "${one.name}=${one.value}"], "tls=enabled")
    error_message = "It is reached without TLS."
  }
}

run "there_is_one_at_least" {
  command = plan

  variables {
    instances = 0
  }

  expect_failures = [var.instances]
}
