// Reads the webhook of a pipeline: the input of `aws codepipeline put-webhook`, or an item of `list-webhooks`. Source:
// CodePipeline API reference, "PutWebhook".
import type { CodePipeline } from '../../aws/types/codepipeline.ts';
import { defined } from '../../lib/defined.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import type { PipelineWebhook } from '../../model/unexecuted-parts.ts';
import { awsStructure, awsTable } from '../aws-shape.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import type { Shape } from '../shape.ts';
import { hasKeys, type Kind } from './kind.ts';
import { wholeNotExecuted } from '../whole-not-executed.ts';
import { jsonSchemaOf, under } from '../json-schema.ts';

export const pipelineWebhookKind: Kind<PipelineWebhook> = {
  title: 'a webhook of a pipeline',
  file: 'pipeline-webhook.json',
  holds: 'what `aws codepipeline put-webhook` takes; it starts nothing here, which is reported',
  words: ['targetPipeline'],
  isOne: (root) => hasKeys(definitionIn(root), 'targetPipeline'),
  list: 'webhooks',
  outputs: ['url', 'arn', 'errorMessage', 'errorCode', 'lastTriggered'],
  schemas: () => [
    jsonSchemaOf(awsTable('codepipeline', 'PutWebhookInput')),
    under('definition', jsonSchemaOf(awsTable('codepipeline', 'WebhookDefinition'))),
  ],
  read: readPipelineWebhook,
};

// The types were generated from the same tables.
const inputShape = awsStructure('codepipeline', 'PutWebhookInput', 'put-webhook input') as Shape<
  CodePipeline['PutWebhookInput']
>;
const definitionShape = awsStructure('codepipeline', 'WebhookDefinition', 'webhook') as Shape<
  CodePipeline['WebhookDefinition']
>;

/** As an operation takes it, or as an operation answers it. */
function definitionIn(root: Node): Node {
  return entryOf(root, 'webhook')?.value ?? entryOf(root, 'definition')?.value ?? root;
}

function readPipelineWebhook(root: Node): ReadResource<PipelineWebhook> {
  const node = definitionIn(root);
  const isInput = entryOf(root, 'webhook') !== undefined;
  const input = isInput ? readShape(root, inputShape) : undefined;
  const { value, problems } =
    input === undefined
      ? readShape(node, definitionShape)
      : { value: input.value?.webhook, problems: input.problems };
  const name = value === undefined ? '' : ` "${value.name}"`;
  const notice = wholeNotExecuted(node, `The webhook${name}`, {
    reason: 'no request to it starts the pipeline',
    remedy:
      'Let GitHub send its events to /v1/webhooks/github of slipway up: they start pipelines by their sources and triggers.',
  });
  return { node, problems: [...problems, notice], ...defined({ value }) };
}
