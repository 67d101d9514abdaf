resource "aws_docdb_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnet_ids
}

resource "aws_docdb_cluster_parameter_group" "this" {
  name_prefix = "${var.name}-"
  family      = "docdb5.0"

  parameter {
    name  = "tls"
    value = "enabled"
  }

  parameter {
    name  = "audit_logs"
    value = "ddl"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_docdb_cluster" "this" {
  #checkov:skip=CKV_AWS_360:For how long is chosen by the environment; a day is enough in dev.
  cluster_identifier = var.name
  engine             = "docdb"
  engine_version     = "5.0.0"
  master_username    = "lectern"

  master_password_wo         = var.password
  master_password_wo_version = var.password_version

  db_subnet_group_name            = aws_docdb_subnet_group.this.name
  db_cluster_parameter_group_name = aws_docdb_cluster_parameter_group.this.name
  vpc_security_group_ids          = [var.security_group_id]
  storage_encrypted               = true
  kms_key_id                      = var.kms_key_arn

  backup_retention_period      = var.backup_days
  preferred_backup_window      = "01:00-01:30"
  preferred_maintenance_window = "sun:04:00-sun:05:00"

  deletion_protection       = var.protected
  skip_final_snapshot       = !var.protected
  final_snapshot_identifier = var.protected ? "${var.name}-last" : null

  enabled_cloudwatch_logs_exports = ["audit", "profiler"]
}

resource "aws_docdb_cluster_instance" "this" {
  count = var.instances

  identifier                 = "${var.name}-${count.index}"
  cluster_identifier         = aws_docdb_cluster.this.id
  instance_class             = var.instance_class
  auto_minor_version_upgrade = true
}
