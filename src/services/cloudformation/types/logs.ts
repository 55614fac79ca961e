// CloudWatch Logs in a stack.
import {
  PropertyRefused,
  createOnce,
  textIn,
  unless,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const settle = async ({ call, properties, name, place }: ResourceWork): Promise<Made> => {
  const retentionInDays = textIn(properties, 'RetentionInDays');
  await (retentionInDays === ''
    ? call('logs', 'DeleteRetentionPolicy', { logGroupName: name })
    : call('logs', 'PutRetentionPolicy', { logGroupName: name, retentionInDays }));
  const { partition, region, account } = place;
  return {
    physicalId: name,
    attributes: { Arn: `arn:${partition}:logs:${region}:${account}:log-group:${name}:*` },
  };
};

export const logsTypes: ResourceHandlers = {
  'AWS::Logs::LogGroup': {
    here: 'executed',
    properties: ['LogGroupName', 'RetentionInDays', 'Tags', 'LogGroupClass', 'KmsKeyId'],
    name: { property: 'LogGroupName', longest: 512 },
    create: async (work) => {
      const { call, name, tags } = work;
      const given = { logGroupName: name, ...(Object.keys(tags).length === 0 ? {} : { tags }) };
      await createOnce(work, ['ResourceAlreadyExistsException'], call('logs', 'CreateLogGroup', given));
      work.onMade(name);
      return await settle(work);
    },
    update: async (work, { physicalId }) => settle({ ...work, name: physicalId }),
    remove: async ({ call }, { physicalId }) => {
      await unless(
        ['ResourceNotFoundException'],
        call('logs', 'DeleteLogGroup', { logGroupName: physicalId }),
      );
    },
  },
};

/** What no call takes would be parsed and ignored. */
export function refuseOthers(properties: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  const other = Object.keys(properties).find((name) => !known.includes(name));
  if (other !== undefined) throw new PropertyRefused(other);
}
