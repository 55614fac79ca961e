// What sources ship: the rule of EventBridge that starts the pipeline when the source changes.
// Source: CodePipeline user guide, "Source actions and change detection methods".
import type { ShipRequest } from '../../model/action-type.ts';
import { isFalse } from '../../model/configuration-key.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import { logicalId, type PropertyValues, type Shipped } from '../../model/resource-graph.ts';
import { startsPipeline } from '../../model/shipped-start.ts';

type Ships = (placed: PlacedAction, request: ShipRequest) => Shipped;

/** Without polling, a rule for the bucket's events, which the bucket must send to EventBridge. */
export const shipS3Source: Ships = (placed, request) => {
  const { S3Bucket: bucket = '', S3ObjectKey: key = '', ...rest } = placed.action.configuration ?? {};
  if (!isFalse(rest['PollForSourceChanges'])) return { resources: [], notes: [] };
  const pattern = {
    source: ['aws.s3'],
    'detail-type': ['Object Created'],
    detail: { bucket: { name: [bucket] }, object: { key: [key] } },
  };
  return {
    ...shippedRule(placed, pattern, request),
    notes: [`The bucket ${bucket} must send its events to EventBridge, or nothing starts the pipeline`],
  };
};

export const shipCodeCommit: Ships = (placed, request) => {
  const { RepositoryName: name = '', BranchName: branch = '', ...rest } = placed.action.configuration ?? {};
  if (!isFalse(rest['PollForSourceChanges'])) return { resources: [], notes: [] };
  const { partition, region, account } = request.place;
  return shippedRule(
    placed,
    {
      source: ['aws.codecommit'],
      'detail-type': ['CodeCommit Repository State Change'],
      resources: [`arn:${partition}:codecommit:${region}:${account}:${name}`],
      detail: {
        event: ['referenceCreated', 'referenceUpdated'],
        referenceType: ['branch'],
        referenceName: [branch],
      },
    },
    request,
  );
};

/** CodePipeline does not poll a repository of images. */
export const shipEcrSource: Ships = (placed, request) => {
  const { RepositoryName: name = '', ImageTag: tag = 'latest' } = placed.action.configuration ?? {};
  return shippedRule(
    placed,
    {
      source: ['aws.ecr'],
      'detail-type': ['ECR Image Action'],
      detail: {
        'action-type': ['PUSH'],
        'repository-name': [name],
        'image-tag': [tag],
        result: ['SUCCESS'],
      },
    },
    request,
  );
};

/** Its handshake is made by a person (CodeConnections user guide, "Update a pending connection"). */
export const shipConnection: Ships = ({ action }) => ({
  resources: [],
  notes: [
    `The connection ${action.configuration?.['ConnectionArn'] ?? ''} must be there and AVAILABLE: who owns the repository completes it in the console, under Settings, Connections`,
  ],
});

function shippedRule(placed: PlacedAction, pattern: PropertyValues, request: ShipRequest): Shipped {
  const { name: pipeline } = request.definition.pipeline;
  const name = `${pipeline}-${placed.action.name}`;
  return {
    resources: [
      {
        id: logicalId(name, 'Rule'),
        type: 'AWS::Events::Rule',
        name,
        why: `Starts the pipeline when the source of action "${placed.action.name}" changes.`,
        properties: { Name: name, EventPattern: pattern, ...startsPipeline(pipeline, request.place) },
      },
    ],
    notes: [],
  };
}
