// Rules and buses of EventBridge in a stack.
import type { Values } from '../../../aws/wire/message.ts';
import {
  createOnce,
  isFound,
  listIn,
  textIn,
  unless,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const gone = ['ResourceNotFoundException'];
const ruleProperties = [
  'Description',
  'EventBusName',
  'EventPattern',
  'Name',
  'RoleArn',
  'ScheduleExpression',
  'State',
  'Tags',
  'Targets',
];

function busOf(properties: Values): Values {
  const bus = textIn(properties, 'EventBusName');
  return bus === '' ? {} : { EventBusName: bus };
}

function targetsIn(properties: Values): readonly Values[] {
  return listIn(properties, 'Targets') as readonly Values[];
}

async function putRule(work: ResourceWork, name: string, before: Values): Promise<Made> {
  const { call, properties } = work;
  const { Description, EventPattern, RoleArn, ScheduleExpression, State } = properties;
  const given = { Description, EventPattern, RoleArn, ScheduleExpression, State };
  const answer = await call('events', 'PutRule', {
    Name: name,
    ...busOf(properties),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  });
  const bus = textIn(properties, 'EventBusName');
  const physicalId = bus === '' || bus === 'default' ? name : `${bus}|${name}`;
  work.onMade(physicalId);
  const targets = targetsIn(properties);
  const kept = new Set(targets.map((target) => target['Id']));
  const removed = targetsIn(before)
    .map((target) => target['Id'])
    .filter((id) => !kept.has(id));
  if (removed.length > 0)
    await call('events', 'RemoveTargets', { Rule: name, ...busOf(properties), Ids: removed });
  if (targets.length > 0)
    refuseFailed(await call('events', 'PutTargets', { Rule: name, ...busOf(properties), Targets: targets }));
  return { physicalId, attributes: { Arn: textIn(answer, 'RuleArn'), RuleName: name } };
}

function refuseFailed(answer: Values): void {
  const [failed] = listIn(answer, 'FailedEntries') as readonly Values[];
  if (failed !== undefined)
    throw new Error(`${textIn(failed, 'ErrorMessage')} (target ${textIn(failed, 'TargetId')})`);
}

export const eventsTypes: ResourceHandlers = {
  'AWS::Events::EventBus': {
    here: 'executed',
    properties: ['Name', 'Description', 'Tags'],
    name: { property: 'Name', longest: 256 },
    create: async (work) => {
      const { call, properties, name } = work;
      const given = {
        Name: name,
        ...(properties['Description'] === undefined ? {} : { Description: properties['Description'] }),
      };
      await createOnce(work, ['ResourceAlreadyExistsException'], call('events', 'CreateEventBus', given));
      const answer = await call('events', 'DescribeEventBus', { Name: name });
      return { physicalId: name, attributes: { Arn: textIn(answer, 'Arn'), Name: name } };
    },
    remove: async ({ call }, { physicalId }) => {
      await unless(gone, call('events', 'DeleteEventBus', { Name: physicalId }));
    },
  },
  'AWS::Events::Rule': {
    here: 'executed',
    properties: ruleProperties,
    name: { property: 'Name', longest: 64 },
    replaces: () => true,
    isThere: async ({ call, properties, name }) =>
      isFound(gone, call('events', 'DescribeRule', { Name: name, ...busOf(properties) })),
    create: async (work) => putRule(work, work.name, {}),
    update: async (work, { physicalId, properties }) =>
      putRule(work, physicalId.split('|').at(-1) ?? physicalId, properties),
    remove: async ({ call }, { physicalId, properties }) => {
      const Name = physicalId.split('|').at(-1) ?? physicalId;
      const Ids = targetsIn(properties).map((target) => target['Id']);
      if (Ids.length > 0)
        await unless(gone, call('events', 'RemoveTargets', { Rule: Name, ...busOf(properties), Ids }));
      await unless(gone, call('events', 'DeleteRule', { Name, ...busOf(properties) }));
    },
  },
};
