mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name        = "lectern-test"
  kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/1"
}

run "no_bucket_is_public" {
  assert {
    condition     = toset(keys(output.names)) == toset(["static", "media", "backups", "logs"])
    error_message = "A bucket is missing."
  }

  assert {
    condition = alltrue([
      for name, block in aws_s3_bucket_public_access_block.this :
      block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets
    ]) && length(aws_s3_bucket_public_access_block.this) == 4
    error_message = "A bucket can be made public."
  }

  assert {
    condition     = alltrue([for one in aws_s3_bucket_versioning.this : one.versioning_configuration[0].status == "Enabled"])
    error_message = "What is removed from a bucket cannot be brought back."
  }

  assert {
    condition     = length(aws_s3_bucket_server_side_encryption_configuration.this) == 4
    error_message = "A bucket is not encrypted."
  }

  assert {
    condition = [
      for rule in aws_s3_bucket_lifecycle_configuration.this["backups"].rule :
      [for step in rule.transition : step.storage_class] if rule.id == "old"
    ][0] == ["STANDARD_IA", "GLACIER"]
    error_message = "Old archives do not become cheaper."
  }

  assert {
    condition     = length(aws_s3_bucket_policy.tls) == 3
    error_message = "A bucket is read without TLS."
  }
}
