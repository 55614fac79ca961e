// What a deployment to S3 needs of its role.
// Source: CodePipeline user guide, "Action structure reference", the section "Service role permissions".
import { objectsArn } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { actionsOf, right, type Right } from '../../model/rights/right.ts';
import { keyRights } from '../../model/rights/shared-rights.ts';

export function s3DeployRights({ configuration, where }: RightsRequest): readonly Right[] {
  const { BucketName: bucket = '', CannedACL: acl, KMSEncryptionKeyARN: key } = configuration;
  const names = acl === undefined ? ['PutObject'] : ['PutObject', 'PutObjectAcl'];
  return [right(actionsOf('s3', ...names), objectsArn(where, bucket)), ...keyRights(where, key)];
}
