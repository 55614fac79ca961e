// What the role of a pipeline needs for an ECRBuildAndPublish action, as its reference in the CodePipeline user guide lists it.
import { expect, test } from 'vitest';
import { ecrBuildRights } from '../../../src/actions/ecr-build/rights.ts';
import { definition } from '../../rig/empty-definition.ts';

const where = { partition: 'aws', region: 'eu-west-1', account: '111122223333' } as const;

const upload = ['InitiateLayerUpload', 'UploadLayerPart', 'CompleteLayerUpload', 'PutImage'];
const known = ['BatchCheckLayerAvailability', 'DescribeRepositories'];
const logs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

test.each([
  {
    type: 'private',
    wanted: [
      ...[...upload, ...known, 'GetDownloadUrlForLayer', 'GetAuthorizationToken'].map((one) => `ecr:${one}`),
      ...logs,
    ],
    repository: 'arn:aws:ecr:eu-west-1:111122223333:repository/shop',
  },
  {
    type: 'public',
    wanted: [
      ...[...upload, ...known, 'GetAuthorizationToken'].map((one) => `ecr-public:${one}`),
      'sts:GetServiceBearerToken',
      ...logs,
    ],
    repository: 'arn:aws:ecr-public::111122223333:repository/shop',
  },
])('an image for a $type repository takes the rights that AWS documents', ({ type, wanted, repository }) => {
  const configuration = { ECRRepositoryName: 'shop', RegistryType: type };
  const rights = ecrBuildRights({ configuration, where, definition: definition() });
  expect(rights.flatMap(({ actions }) => actions).toSorted()).toEqual(wanted.toSorted());
  const pushing = rights.find(({ actions }) => actions.some((one) => one.endsWith(':PutImage')));
  expect(pushing?.resources).toEqual([repository]);
});
