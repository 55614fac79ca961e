# What the pipeline itself needs: its artifacts, and the logs of its builds.

resource "aws_s3_bucket" "artifacts" {
  bucket        = "${local.project}-pipeline-artifacts-${var.environment}"
  force_destroy = true
}

resource "aws_s3_bucket_versioning" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "artifacts" {
  bucket                  = aws_s3_bucket.artifacts.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id

  rule {
    id     = "expire-artifacts"
    status = "Enabled"

    filter {}

    expiration {
      days = var.artifact_retention_days
    }

    noncurrent_version_expiration {
      noncurrent_days = var.artifact_retention_days
    }
  }
}

# Not the group of the build that applies this: CodeBuild has made it by then.
resource "aws_cloudwatch_log_group" "builds" {
  for_each          = toset(["java-lambda", "python-lambdas", "frontend"])
  name              = "/aws/codebuild/${local.project}-${each.key}-${var.environment}"
  retention_in_days = var.log_retention_days
}
