// What an ECRBuildAndPublish action needs of the pipeline's role: it pushes with the rights of the pipeline.
// Source: CodePipeline user guide, "ECRBuildAndPublish build action reference", the section "Service role permissions:
// ECRBuildAndPublish action". Its policy gives DescribeRepositories on every repository; ECR takes it for one as well (Service
// Authorization Reference, "Amazon Elastic Container Registry"), which is the least that serves.
import { arnOf } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { actionsOf, right, type Right } from '../../model/rights/right.ts';
import { logRights } from '../../model/rights/shared-rights.ts';

const push = [
  'BatchCheckLayerAvailability',
  'CompleteLayerUpload',
  'DescribeRepositories',
  'InitiateLayerUpload',
  'PutImage',
  'UploadLayerPart',
];

export function ecrBuildRights({ configuration, where, definition }: RightsRequest): readonly Right[] {
  const { ECRRepositoryName: name = '', RegistryType: type = 'private' } = configuration;
  const repository = `repository/${name}`;
  const rights =
    type === 'public'
      ? [
          right(actionsOf('ecr-public', ...push), arnOf({ ...where, region: '' }, 'ecr-public', repository)),
          right(['ecr-public:GetAuthorizationToken', 'sts:GetServiceBearerToken'], '*'),
        ]
      : [
          right(actionsOf('ecr', ...push, 'GetDownloadUrlForLayer'), arnOf(where, 'ecr', repository)),
          right('ecr:GetAuthorizationToken', '*'),
        ];
  return [...logRights(where, `/aws/codepipeline/${definition.pipeline.name}`), ...rights];
}
