// What belongs to CloudFormation itself: nested stacks, and the note that every application of the CDK carries.
import { setTimeout as delay } from 'node:timers/promises';
import type { Values } from '../../../aws/wire/message.ts';
import {
  listIn,
  tagList,
  textIn,
  unless,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const stackProperties = ['NotificationARNs', 'Parameters', 'Tags', 'TemplateURL', 'TimeoutInMinutes'];

const gone = ['ValidationError'];

function requestOf({ properties, tags }: ResourceWork, StackName: string): Values {
  const parameters = Object.entries((properties['Parameters'] ?? {}) as Values);
  return {
    StackName,
    TemplateURL: properties['TemplateURL'],
    Parameters: parameters.map(([ParameterKey, value]) => ({
      ParameterKey,
      ParameterValue: Array.isArray(value) ? value.join(',') : value,
    })),
    NotificationARNs: listIn(properties, 'NotificationARNs'),
    Tags: tagList(tags),
    Capabilities: ['CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
  };
}

/** Until its operation has ended. */
async function settled({ call }: ResourceWork, StackName: string, signal?: AbortSignal): Promise<Values> {
  for (;;) {
    signal?.throwIfAborted();
    const answer = await call('cloudformation', 'DescribeStacks', { StackName });
    const [stack] = listIn(answer, 'Stacks') as readonly Values[];
    if (stack !== undefined && !textIn(stack, 'StackStatus').endsWith('_IN_PROGRESS')) return stack;
    await delay(20);
  }
}

/** False when there is nothing to change: what an earlier update has come to does not count then. */
async function beginUpdate(work: ResourceWork, StackName: string): Promise<boolean> {
  try {
    await work.call('cloudformation', 'UpdateStack', requestOf(work, StackName));
    return true;
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'No updates are to be performed.') throw error;
    return false;
  }
}

/** An update that is undone anyway is cancelled in the child as well, and is over when that has gone back. */
async function updated(work: ResourceWork, StackName: string): Promise<Values> {
  try {
    return await settled(work, StackName, work.stopped);
  } catch (error) {
    if (work.stopped?.aborted !== true) throw error;
    // It may just have ended, or go back already.
    await unless(gone, work.call('cloudformation', 'CancelUpdateStack', { StackName }));
    return await settled(work, StackName);
  }
}

/** One that cannot be deleted yet is waited for. */
async function deleted(work: ResourceWork, StackName: string): Promise<Values> {
  const begin = async () => await work.call('cloudformation', 'DeleteStack', { StackName });
  if ((await unless(gone, begin())) === undefined) {
    await settled(work, StackName);
    await begin();
  }
  return await settled(work, StackName);
}

function outputsOf(stack: Values): Made {
  const outputs = (listIn(stack, 'Outputs') as readonly Values[]).map(
    (output) => [`Outputs.${textIn(output, 'OutputKey')}`, textIn(output, 'OutputValue')] as const,
  );
  return { physicalId: textIn(stack, 'StackId'), attributes: Object.fromEntries(outputs) };
}

/** What an earlier event of the failed child said: its own last status has no reason. */
async function failureOf({ call }: ResourceWork, StackName: string, word: string): Promise<string> {
  const answer = await call('cloudformation', 'DescribeStackEvents', { StackName });
  const events = listIn(answer, 'StackEvents') as readonly Values[];
  const failure = events.find(
    (event) =>
      textIn(event, 'PhysicalResourceId') === StackName &&
      textIn(event, 'ResourceStatus').endsWith(`${word}_IN_PROGRESS`),
  );
  return textIn(failure ?? {}, 'ResourceStatusReason');
}

export const stackTypes: ResourceHandlers = {
  'AWS::CDK::Metadata': {
    here: 'executed',
    create: async ({ name }) => Promise.resolve({ physicalId: name, attributes: {} }),
    update: async (_work, { physicalId }) => Promise.resolve({ physicalId, attributes: {} }),
    remove: async () => Promise.resolve(),
  },
  'AWS::CloudFormation::Stack': {
    here: 'executed',
    properties: stackProperties,
    isCalledAgain: true,
    isAlwaysUpdated: true,
    create: async (work) => {
      const { call, name } = work;
      const found = work.isResumed
        ? await unless(gone, call('cloudformation', 'DescribeStacks', { StackName: name }))
        : undefined;
      if (found === undefined) await call('cloudformation', 'CreateStack', requestOf(work, name));
      const begun = await call('cloudformation', 'DescribeStacks', { StackName: name });
      const id = textIn((listIn(begun, 'Stacks') as readonly Values[])[0] ?? {}, 'StackId');
      work.onMade(id);
      const stack = await settled(work, id, work.stopped);
      if (textIn(stack, 'StackStatus') === 'CREATE_COMPLETE') return outputsOf(stack);
      throw new Error(
        `Embedded stack ${id} was not successfully created: ${await failureOf(work, id, 'ROLLBACK')}`,
      );
    },
    update: async (work, { physicalId }) => {
      const before = await settled(work, physicalId);
      const begun = await beginUpdate(work, physicalId);
      const stack = begun ? await updated(work, physicalId) : before;
      const status = textIn(stack, 'StackStatus');
      if (!begun || status === 'UPDATE_COMPLETE') return outputsOf(stack);
      const reason = await failureOf(work, physicalId, 'UPDATE_ROLLBACK');
      throw new Error(
        `Embedded stack ${physicalId} was not successfully updated. Currently in ${status} with reason: ${reason}`,
      );
    },
    remove: async (work, { physicalId }) => {
      const stack = await deleted(work, physicalId);
      if (textIn(stack, 'StackStatus') !== 'DELETE_COMPLETE')
        throw new Error(
          `Embedded stack ${physicalId} was not successfully deleted: ${textIn(stack, 'StackStatusReason')}`,
        );
    },
  },
};
