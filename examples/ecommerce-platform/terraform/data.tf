resource "aws_kms_key" "data" {
  description             = "Data, secrets and artifacts of the platform"
  deletion_window_in_days = 7
  enable_key_rotation     = true
}

resource "aws_kms_alias" "data" {
  name          = "alias/${local.project}-${var.environment}"
  target_key_id = aws_kms_key.data.key_id
}

resource "aws_dynamodb_table" "users" {
  name         = "${local.project}-users-${var.environment}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "email"

  attribute {
    name = "email"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data.arn
  }
}

locals {
  lake_buckets = toset(["raw", "processed"])
}

resource "aws_s3_bucket" "lake" {
  for_each      = local.lake_buckets
  bucket        = "${local.project}-lake-${each.key}-${var.environment}"
  force_destroy = true
}

resource "aws_s3_bucket_versioning" "lake" {
  for_each = local.lake_buckets
  bucket   = aws_s3_bucket.lake[each.key].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "lake" {
  for_each = local.lake_buckets
  bucket   = aws_s3_bucket.lake[each.key].id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "lake" {
  for_each                = local.lake_buckets
  bucket                  = aws_s3_bucket.lake[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_glue_catalog_database" "lake" {
  name = replace("${local.project}-lake-${var.environment}", "-", "_")
}

# The token is put in by hand and nothing reads it: the connection to GitHub uses OAuth.
resource "aws_secretsmanager_secret" "github_token" {
  name                    = "${local.project}-github-token-${var.environment}"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = 7
}

resource "aws_secretsmanager_secret" "jwt" {
  name                    = "${local.project}-jwt-${var.environment}"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = 7
}

data "aws_secretsmanager_random_password" "jwt" {
  password_length     = 64
  exclude_punctuation = true
}

# Made once; another value would end every session.
resource "aws_secretsmanager_secret_version" "jwt" {
  secret_id     = aws_secretsmanager_secret.jwt.id
  secret_string = data.aws_secretsmanager_random_password.jwt.random_password

  lifecycle {
    ignore_changes = [secret_string]
  }
}
