// A bucket, whose settings are resources of their own in Terraform.
import { isReference, referred, type PropertyValues } from '../../../model/resource-graph.ts';
import { snakeShape } from './snake-shape.ts';
import { tagsBody } from './tags-body.ts';
import type { Block, Body, TerraformType } from './block.ts';

export const bucketTypes: Readonly<Record<string, TerraformType>> = {
  'AWS::S3::Bucket': {
    ref: 'id',
    blocks: ({ resource: { id, properties }, value }) => {
      const setting = (
        type: string,
        property: string,
        body: (given: PropertyValues) => Body,
      ): readonly Block[] => {
        const given = properties[property];
        if (given === undefined) return [];
        const written = body(value(given) as PropertyValues);
        return [
          {
            type: `aws_s3_bucket_${type}`,
            name: id,
            body: { bucket: `\${aws_s3_bucket.${id}.id}`, ...written },
          },
        ];
      };
      return [
        {
          type: 'aws_s3_bucket',
          name: id,
          body: { bucket: properties['BucketName'], ...tagsBody(properties) },
        },
        ...setting('versioning', 'VersioningConfiguration', ({ Status }) => ({
          versioning_configuration: { status: Status },
        })),
        ...setting('server_side_encryption_configuration', 'BucketEncryption', encryption),
        ...setting('public_access_block', 'PublicAccessBlockConfiguration', (given) => snakeShape(given)),
        ...setting('lifecycle_configuration', 'LifecycleConfiguration', lifecycle),
        ...setting('website_configuration', 'WebsiteConfiguration', website),
        ...setting('cors_configuration', 'CorsConfiguration', ({ CorsRules }) => ({
          cors_rule: snakeShape(CorsRules, {
            renamed: { ExposedHeaders: 'expose_headers', MaxAge: 'max_age_seconds' },
          }),
        })),
      ];
    },
  },
  'AWS::S3::BucketPolicy': {
    ref: 'id',
    blocks: ({ resource: { id, properties }, json, value }) => [
      {
        type: 'aws_s3_bucket_policy',
        name: id,
        body: {
          bucket: value(properties['Bucket'] ?? ''),
          policy: json(properties['PolicyDocument'] ?? {}),
          ...publicAccessFirst(properties),
        },
      },
    ],
  },
};

/** S3 refuses a public policy while the bucket blocks it. */
function publicAccessFirst({ Bucket }: PropertyValues): Body {
  if (!isReference(Bucket)) return {};
  return { depends_on: [`aws_s3_bucket_public_access_block.${Bucket[referred]}`] };
}

function encryption({ ServerSideEncryptionConfiguration }: PropertyValues): Body {
  return {
    rule: snakeShape(ServerSideEncryptionConfiguration, {
      renamed: {
        ServerSideEncryptionByDefault: 'apply_server_side_encryption_by_default',
        SSEAlgorithm: 'sse_algorithm',
        KMSMasterKeyID: 'kms_master_key_id',
      },
    }),
  };
}

/** A rule without a prefix is for every object: the provider wants that said. */
function lifecycle({ Rules }: PropertyValues): Body {
  const rules = snakeShape(Rules) as unknown as readonly Body[];
  return { rule: rules.map(({ prefix = '', ...rule }) => ({ filter: { prefix }, ...rule })) };
}

function website(given: PropertyValues): Body {
  const { IndexDocument, ErrorDocument, RedirectAllRequestsTo, RoutingRules = [] } = given;
  const rules = snakeShape(RoutingRules, {
    renamed: { RoutingRuleCondition: 'condition', RedirectRule: 'redirect' },
  }) as unknown as readonly Body[];
  return {
    ...(IndexDocument === undefined ? {} : { index_document: { suffix: IndexDocument } }),
    ...(ErrorDocument === undefined ? {} : { error_document: { key: ErrorDocument } }),
    ...(RedirectAllRequestsTo === undefined
      ? {}
      : { redirect_all_requests_to: snakeShape(RedirectAllRequestsTo) }),
    ...(rules.length === 0 ? {} : { routing_rule: rules }),
  };
}
