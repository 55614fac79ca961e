// Pipes of EventBridge in a stack. Source: CloudFormation template reference, AWS::Pipes::Pipe.
import type { Values } from '../../../aws/wire/message.ts';
import { isRecord } from '../../../lib/is-record.ts';
import { wrongParts } from '../../pipes/check-pipe.ts';
import {
  createOnce,
  isFound,
  PropertyRefused,
  ResourceFailure,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const service = 'pipes';
const gone = ['NotFoundException'];

/** What an update leaves out stays as it was: what the template no longer has is given as empty. */
const nothing = {
  Description: '',
  DesiredState: 'RUNNING',
  Enrichment: '',
  EnrichmentParameters: {},
  SourceParameters: {},
  TargetParameters: {},
  LogConfiguration: { Level: 'OFF' },
};

async function made({ call }: ResourceWork, Name: string): Promise<Made> {
  const pipe = await call(service, 'DescribePipe', { Name });
  const state = textIn(pipe, 'CurrentState');
  if (state.endsWith('_FAILED')) throw new ResourceFailure(textIn(pipe, 'StateReason'), Name);
  const dateOf = (name: string) => (pipe[name] instanceof Date ? pipe[name].toISOString() : '');
  return {
    physicalId: Name,
    attributes: {
      Arn: textIn(pipe, 'Arn'),
      CreationTime: dateOf('CreationTime'),
      CurrentState: state,
      LastModifiedTime: dateOf('LastModifiedTime'),
      StateReason: textIn(pipe, 'StateReason'),
    },
  };
}

function given({ properties }: ResourceWork): Values {
  const refused = wrongParts(properties as unknown as Parameters<typeof wrongParts>[0]);
  const notExecuted = refused.find(({ isNotExecuted }) => isNotExecuted);
  if (notExecuted !== undefined) throw new PropertyRefused(notExecuted.property, notExecuted.message);
  return properties;
}

/** Without where a stream begins, which an update does not take. */
function changeable(sourceParameters: unknown): Values {
  if (!isRecord(sourceParameters)) return {};
  const SourceParameters = Object.fromEntries(
    Object.entries(sourceParameters).map(([name, value]) => [
      name,
      isRecord(value) ? without(value, 'StartingPosition', 'StartingPositionTimestamp') : value,
    ]),
  ) as Values;
  return { SourceParameters };
}

async function settleTags({ call, tags }: ResourceWork, resourceArn: string): Promise<void> {
  const { tags: before = {} } = await call(service, 'ListTagsForResource', { resourceArn });
  const tagKeys = Object.keys(before as Values).filter((key) => tags[key] === undefined);
  if (tagKeys.length > 0) await call(service, 'UntagResource', { resourceArn, tagKeys });
  if (Object.keys(tags).length > 0) await call(service, 'TagResource', { resourceArn, tags });
}

export const pipesTypes: ResourceHandlers = {
  'AWS::Pipes::Pipe': {
    here: 'executed',
    properties: [
      'Description',
      'DesiredState',
      'Enrichment',
      'EnrichmentParameters',
      'KmsKeyIdentifier',
      'LogConfiguration',
      'Name',
      'RoleArn',
      'Source',
      'SourceParameters',
      'Tags',
      'Target',
      'TargetParameters',
    ],
    name: { property: 'Name', longest: 64 },
    isThere: async ({ call, name: Name }) => isFound(gone, call(service, 'DescribePipe', { Name })),
    create: async (work) => {
      const { call, name: Name, tags: Tags } = work;
      await createOnce(
        work,
        ['ConflictException'],
        call(service, 'CreatePipe', { ...given(work), Name, Tags }),
      );
      work.onMade(Name);
      return await made(work, Name);
    },
    update: async (work, { physicalId: Name, attributes }) => {
      const { Source: _source, Tags: _tags, ...rest } = given(work);
      const sourceParameters = changeable(rest['SourceParameters']);
      await work.call(service, 'UpdatePipe', { ...nothing, ...rest, ...sourceParameters, Name });
      await settleTags(work, textIn(attributes, 'Arn'));
      return await made(work, Name);
    },
    remove: async ({ call }, { physicalId: Name }) => {
      await unless(gone, call(service, 'DeletePipe', { Name }));
    },
  },
};
