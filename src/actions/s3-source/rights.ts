// What a source in S3 needs of its role.
// Source: CodePipeline user guide, "Action structure reference", the section "Service role permissions".
import { bucketArn, withoutReferences } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { actionsOf, right, type Right } from '../../model/rights/right.ts';

export function s3SourceRights({ configuration, where }: RightsRequest): readonly Right[] {
  const { S3Bucket: bucket = '', S3ObjectKey: key = '' } = configuration;
  return [
    right(
      actionsOf('s3', 'GetObject', 'GetObjectVersion'),
      `${bucketArn(where, bucket)}/${withoutReferences(key)}`,
    ),
    right('s3:GetBucketVersioning', bucketArn(where, bucket)),
  ];
}
