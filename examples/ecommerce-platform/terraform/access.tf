# Buckets with data take no request without TLS.

data "aws_iam_policy_document" "only_tls" {
  for_each = merge({ artifacts = aws_s3_bucket.artifacts }, aws_s3_bucket.lake)

  statement {
    sid       = "OnlyTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [each.value.arn, "${each.value.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "only_tls" {
  for_each = data.aws_iam_policy_document.only_tls
  bucket   = each.key == "artifacts" ? aws_s3_bucket.artifacts.id : aws_s3_bucket.lake[each.key].id
  policy   = each.value.json
}
