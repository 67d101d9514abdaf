mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name              = "lectern-test"
  subnet_ids        = ["subnet-1", "subnet-2", "subnet-3"]
  security_group_id = "sg-1"
  instance_class    = "db.t3.small"
  multi_az          = true
  password          = "not-for-others"
  kms_key_arn       = "arn:aws:kms:us-east-1:123456789012:key/1"
}

run "accounts_are_encrypted_copied_and_closed" {
  assert {
    condition     = aws_db_instance.this.engine == "postgres" && aws_db_instance.this.engine_version == "15"
    error_message = "It is another database than was tested."
  }

  assert {
    condition     = aws_db_instance.this.storage_encrypted && aws_db_instance.this.multi_az && !aws_db_instance.this.publicly_accessible
    error_message = "It is not encrypted, in one zone, or reached from outside."
  }

  assert {
    condition     = aws_db_instance.this.backup_retention_period == 14 && aws_db_instance.this.deletion_protection && !aws_db_instance.this.skip_final_snapshot
    error_message = "It can be lost."
  }

  assert {
    condition     = contains([for one in aws_db_parameter_group.this.parameter : "${one.name}=${one.value}"], "rds.force_ssl=1")
    error_message = "It is reached without TLS."
  }
}

run "it_is_backed_up" {
  command = plan

  variables {
    backup_days = 0
  }

  expect_failures = [var.backup_days]
}
