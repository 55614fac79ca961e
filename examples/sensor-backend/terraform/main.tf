# Buckets, the function between them, its table, the warehouse, and what observes all of it.
terraform {
  required_version = ">= 1.6.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = var.aws_region

  default_tags {
    tags = {
      Project     = var.project_name
      Environment = var.environment
      ManagedBy   = "Terraform"
    }
  }
}

locals {
  function = "sensor-data-processor"
  buckets  = { raw = "${var.project_name}-raw", processed = "${var.project_name}-processed" }
}

# --- Buckets -----------------------------------------------------------------------------------------------------------

resource "aws_s3_bucket" "data" {
  for_each      = local.buckets
  bucket        = each.value
  force_destroy = true
}

resource "aws_s3_bucket_versioning" "data" {
  for_each = aws_s3_bucket.data
  bucket   = each.value.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  for_each = aws_s3_bucket.data
  bucket   = each.value.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "data" {
  for_each                = aws_s3_bucket.data
  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "data" {
  for_each   = aws_s3_bucket.data
  bucket     = each.value.id
  depends_on = [aws_s3_bucket_versioning.data]

  rule {
    id     = "archive"
    status = "Enabled"
    filter {}
    transition {
      days          = 30
      storage_class = "STANDARD_IA"
    }
    transition {
      days          = 90
      storage_class = "GLACIER"
    }
    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }
}

resource "aws_s3_bucket_notification" "raw" {
  bucket     = aws_s3_bucket.data["raw"].id
  depends_on = [aws_lambda_permission.raw]

  lambda_function {
    lambda_function_arn = aws_lambda_alias.prod.arn
    events              = ["s3:ObjectCreated:*"]
    filter_suffix       = ".json"
  }
}

# --- The function --------------------------------------------------------------------------------------------------------

resource "aws_iam_role" "function" {
  name = "${var.project_name}-function"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "function" {
  name = "process"
  role = aws_iam_role.function.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:GetObject"], Resource = "${aws_s3_bucket.data["raw"].arn}/*" },
      { Effect = "Allow", Action = ["s3:PutObject"], Resource = "${aws_s3_bucket.data["processed"].arn}/*" },
      { Effect = "Allow", Action = ["dynamodb:PutItem"], Resource = aws_dynamodb_table.metadata.arn },
      { Effect = "Allow", Action = ["sns:Publish"], Resource = aws_sns_topic.alerts.arn },
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.function.arn}:*"
      },
    ]
  })
}

resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${local.function}"
  retention_in_days = 14
}

# Terraform makes the function; its code after that is the Lambda job's.
resource "aws_lambda_function" "processor" {
  function_name                  = local.function
  role                           = aws_iam_role.function.arn
  runtime                        = "python3.11"
  handler                        = "processor.handler"
  filename                       = "${path.module}/../function.zip"
  timeout                        = 60
  memory_size                    = 256
  reserved_concurrent_executions = 10
  publish                        = true
  depends_on                     = [aws_cloudwatch_log_group.function, aws_iam_role_policy.function]

  environment {
    variables = {
      PROCESSED_BUCKET = aws_s3_bucket.data["processed"].bucket
      METADATA_TABLE   = aws_dynamodb_table.metadata.name
      ALERT_TOPIC      = aws_sns_topic.alerts.arn
    }
  }

  lifecycle {
    ignore_changes = [filename, source_code_hash]
  }
}

resource "aws_lambda_alias" "prod" {
  name             = "PROD"
  function_name    = aws_lambda_function.processor.function_name
  function_version = aws_lambda_function.processor.version

  lifecycle {
    ignore_changes = [function_version, routing_config]
  }
}

resource "aws_lambda_permission" "raw" {
  statement_id  = "raw-bucket"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.processor.function_name
  qualifier     = aws_lambda_alias.prod.name
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.data["raw"].arn
}

resource "aws_dynamodb_table" "metadata" {
  name         = "${var.project_name}-metadata"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "sensor_id"
  range_key    = "file"

  attribute {
    name = "sensor_id"
    type = "S"
  }

  attribute {
    name = "file"
    type = "S"
  }
}

# --- The warehouse -------------------------------------------------------------------------------------------------------

resource "aws_iam_role" "warehouse" {
  count = var.enable_redshift ? 1 : 0
  name  = "${var.project_name}-warehouse"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "redshift.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "warehouse" {
  count = var.enable_redshift ? 1 : 0
  name  = "copy"
  role  = aws_iam_role.warehouse[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:GetObject"], Resource = "${aws_s3_bucket.data["processed"].arn}/*" },
      { Effect = "Allow", Action = ["s3:ListBucket"], Resource = aws_s3_bucket.data["processed"].arn },
    ]
  })
}

resource "aws_redshift_subnet_group" "warehouse" {
  count      = var.enable_redshift ? 1 : 0
  name       = "${var.project_name}-warehouse"
  subnet_ids = aws_subnet.private[*].id
}

resource "aws_redshift_cluster" "warehouse" {
  count                     = var.enable_redshift ? 1 : 0
  cluster_identifier        = "${var.project_name}-warehouse"
  database_name             = "sensors"
  node_type                 = "ra3.large"
  cluster_type              = "single-node"
  master_username           = "warehouse"
  manage_master_password    = true
  cluster_subnet_group_name = aws_redshift_subnet_group.warehouse[0].name
  vpc_security_group_ids    = [aws_security_group.warehouse[0].id]
  iam_roles                 = [aws_iam_role.warehouse[0].arn]
  publicly_accessible       = false
  encrypted                 = true
  skip_final_snapshot       = true
}

# --- Observation ---------------------------------------------------------------------------------------------------------

resource "aws_sns_topic" "alerts" {
  name = "${var.project_name}-alerts"
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "email"
  endpoint  = var.alert_email
}

resource "aws_cloudwatch_metric_alarm" "function_errors" {
  alarm_name          = "${var.project_name}-function-errors"
  alarm_description   = "Files are not processed"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = local.function }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
}

resource "aws_cloudwatch_metric_alarm" "backend_cpu" {
  alarm_name          = "${var.project_name}-backend-cpu"
  alarm_description   = "The backend needs more tasks than it may have"
  namespace           = "AWS/ECS"
  metric_name         = "CPUUtilization"
  dimensions          = { ClusterName = aws_ecs_cluster.backend.name, ServiceName = aws_ecs_service.backend.name }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  threshold           = 85
  comparison_operator = "GreaterThanThreshold"
  alarm_actions       = [aws_sns_topic.alerts.arn]
}

resource "aws_s3_bucket_metric" "requests" {
  for_each = aws_s3_bucket.data
  bucket   = each.value.id
  name     = "EntireBucket"
}

resource "aws_cloudwatch_dashboard" "overview" {
  dashboard_name = var.project_name
  dashboard_body = jsonencode({
    widgets = [for index, widget in local.widgets : {
      type   = "metric"
      x      = (index % 2) * 12
      y      = floor(index / 2) * 6
      width  = 12
      height = 6
      properties = {
        title   = widget.title
        region  = var.aws_region
        period  = widget.period
        stat    = widget.stat
        metrics = widget.metrics
      }
    }]
  })
}

locals {
  of_service = ["ClusterName", "${var.project_name}-cluster", "ServiceName", "${var.project_name}-service"]
  widgets = [
    { title = "Function: duration", period = 300, stat = "Average", metrics = [["AWS/Lambda", "Duration", "FunctionName", local.function]] },
    { title = "Function: errors", period = 300, stat = "Sum", metrics = [["AWS/Lambda", "Errors", "FunctionName", local.function]] },
    { title = "Backend: CPU", period = 300, stat = "Average", metrics = [concat(["AWS/ECS", "CPUUtilization"], local.of_service)] },
    { title = "Backend: memory", period = 300, stat = "Average", metrics = [concat(["AWS/ECS", "MemoryUtilization"], local.of_service)] },
    {
      title   = "Buckets: storage", period = 86400, stat = "Average",
      metrics = [for name in values(local.buckets) : ["AWS/S3", "BucketSizeBytes", "BucketName", name, "StorageType", "StandardStorage"]]
    },
    {
      title   = "Buckets: requests", period = 300, stat = "Sum",
      metrics = [for name in values(local.buckets) : ["AWS/S3", "AllRequests", "BucketName", name, "FilterId", "EntireBucket"]]
    },
  ]
}
