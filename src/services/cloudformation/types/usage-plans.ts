// Usage plans of REST APIs and their keys in a stack.
import type { Values } from '../../../aws/wire/message.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import {
  listIn,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { templateInput } from '../template-input.ts';

const service = 'apigateway';
const gone = ['NotFoundException'];

function input(work: ResourceWork, operation: string, named: Values): Values {
  const { properties, tags } = work;
  return templateInput(service, operation, {
    ...without(properties, 'Tags', 'UsagePlanName', 'Name'),
    ...named,
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
  });
}

/** It has no name of its own: one that an interrupted creation made is found by the name that it was given. */
async function foundId({ call, name, isResumed }: ResourceWork, operation: string): Promise<string> {
  if (!isResumed) return '';
  const all = listIn(await call(service, operation, {}), 'items') as readonly Values[];
  return textIn(all.find((each) => textIn(each, 'name') === name) ?? {}, 'id');
}

function planMade(id: string): Made {
  return { physicalId: id, attributes: { Id: id } };
}

function keyMade(id: string): Made {
  return { physicalId: id, attributes: { APIKeyId: id } };
}

function stagesIn(properties: Values): readonly string[] {
  return (listIn(properties, 'ApiStages') as readonly Values[]).map(
    (each) => `${textIn(each, 'ApiId')}:${textIn(each, 'Stage')}`,
  );
}

/** `add` and `remove` of the members of a list, by the text that names each. */
function listPatches(path: string, before: readonly string[], after: readonly string[]): readonly Values[] {
  return [
    ...before.filter((each) => !after.includes(each)).map((value) => ({ op: 'remove', path, value })),
    ...after.filter((each) => !before.includes(each)).map((value) => ({ op: 'add', path, value })),
  ];
}

/** The parts of a plan that differ, as API Gateway takes changes. */
function planPatches(before: Values, after: Values): readonly Values[] {
  const isThrottled = (values: Values) =>
    (listIn(values, 'ApiStages') as readonly Values[]).some((each) => each['Throttle'] !== undefined);
  if (isThrottled(before) || isThrottled(after))
    throw new Error('Slipway does not execute an update of a usage plan with Throttle in its ApiStages');
  const stages = listPatches('/apiStages', stagesIn(before), stagesIn(after));
  const limits = [
    ['Throttle', 'BurstLimit', '/throttle/burstLimit'],
    ['Throttle', 'RateLimit', '/throttle/rateLimit'],
    ['Quota', 'Limit', '/quota/limit'],
    ['Quota', 'Offset', '/quota/offset'],
    ['Quota', 'Period', '/quota/period'],
  ].flatMap(([part = '', member = '', path = '']) => {
    const value = textIn(after, part, member);
    return value === '' || value === textIn(before, part, member) ? [] : [{ op: 'replace', path, value }];
  });
  const removed = ['Throttle', 'Quota'].flatMap((part) =>
    before[part] !== undefined && after[part] === undefined
      ? [{ op: 'remove', path: `/${part.toLowerCase()}` }]
      : [],
  );
  return [
    ...texts(before, after, { UsagePlanName: '/name', Description: '/description' }),
    ...stages,
    ...limits,
    ...removed,
  ];
}

function texts(before: Values, after: Values, paths: Readonly<Record<string, string>>): readonly Values[] {
  return Object.entries(paths).flatMap(([property, path]) => {
    const value = after[property];
    if (value === undefined || isEqual(value, before[property] ?? '')) return [];
    return [{ op: 'replace', path, value: textOf(value) }];
  });
}

function stageKeysIn(properties: Values): readonly string[] {
  return (listIn(properties, 'StageKeys') as readonly Values[]).map(
    (each) => `${textIn(each, 'RestApiId')}/${textIn(each, 'StageName')}`,
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const usagePlanTypes: ResourceHandlers = {
  'AWS::ApiGateway::ApiKey': {
    here: 'executed',
    name: { property: 'Name', longest: 255 },
    create: async (work) => {
      const earlier = await foundId(work, 'GetApiKeys');
      if (earlier !== '') return keyMade(earlier);
      const given = input(work, 'CreateApiKey', { Name: work.name });
      return keyMade(textIn(await work.call(service, 'CreateApiKey', given), 'id'));
    },
    update: async ({ call, properties }, { physicalId: apiKey, properties: before }) => {
      const patchOperations = [
        ...texts(before, properties, {
          CustomerId: '/customerId',
          Description: '/description',
          Enabled: '/enabled',
        }),
        ...listPatches('/stages', stageKeysIn(before), stageKeysIn(properties)),
      ];
      if (patchOperations.length > 0) await call(service, 'UpdateApiKey', { apiKey, patchOperations });
      return keyMade(apiKey);
    },
    remove: async ({ call }, { physicalId: apiKey }) => {
      await unless(gone, call(service, 'DeleteApiKey', { apiKey }));
    },
  },
  'AWS::ApiGateway::UsagePlan': {
    here: 'executed',
    name: { property: 'UsagePlanName', longest: 255 },
    create: async (work) => {
      const earlier = await foundId(work, 'GetUsagePlans');
      if (earlier !== '') return planMade(earlier);
      const given = input(work, 'CreateUsagePlan', { Name: work.name });
      return planMade(textIn(await work.call(service, 'CreateUsagePlan', given), 'id'));
    },
    update: async ({ call, properties }, { physicalId: usagePlanId, properties: before }) => {
      const patchOperations = planPatches(before, properties);
      if (patchOperations.length > 0)
        await call(service, 'UpdateUsagePlan', { usagePlanId, patchOperations });
      return planMade(usagePlanId);
    },
    remove: async ({ call, properties }, { physicalId: usagePlanId }) => {
      // A plan with stages cannot be deleted (API Gateway developer guide, usage plans).
      const patchOperations = stagesIn(properties).map((value) => ({
        op: 'remove',
        path: '/apiStages',
        value,
      }));
      if (patchOperations.length > 0)
        await unless(
          [...gone, 'BadRequestException'],
          call(service, 'UpdateUsagePlan', { usagePlanId, patchOperations }),
        );
      await unless(gone, call(service, 'DeleteUsagePlan', { usagePlanId }));
    },
  },
  'AWS::ApiGateway::UsagePlanKey': {
    here: 'executed',
    create: async (work) => {
      const { call, properties, isResumed } = work;
      const given = templateInput(service, 'CreateUsagePlanKey', properties);
      const adding = call(service, 'CreateUsagePlanKey', given);
      await (isResumed ? unless(['ConflictException'], adding) : adding);
      const id = `${textIn(properties, 'KeyId')}:${textIn(properties, 'UsagePlanId')}`;
      return { physicalId: id, attributes: { Id: id } };
    },
    remove: async ({ call, properties }) => {
      const [usagePlanId, keyId] = [textIn(properties, 'UsagePlanId'), textIn(properties, 'KeyId')];
      await unless(gone, call(service, 'DeleteUsagePlanKey', { usagePlanId, keyId }));
    },
  },
};
