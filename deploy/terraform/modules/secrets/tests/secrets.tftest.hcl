mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name  = "lectern-test"
  names = ["MONGODB_URI", "REDIS_URL"]
}

run "secrets_have_places_and_a_key_that_changes" {
  assert {
    condition     = toset(keys(output.arns)) == var.names
    error_message = "A place is missing."
  }

  assert {
    condition     = aws_kms_key.this.enable_key_rotation
    error_message = "The key stays the same for ever."
  }

  assert {
    condition     = alltrue([for secret in aws_secretsmanager_secret.this : secret.kms_key_id == aws_kms_key.this.arn && secret.recovery_window_in_days == 30])
    error_message = "A secret is not encrypted with it, or gone at once."
  }
}
