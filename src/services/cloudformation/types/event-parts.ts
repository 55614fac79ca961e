// Permissions of buses, archives, connections and destinations of EventBridge in a stack: they are kept.
// Source: CloudFormation template reference, AWS::Events.
import type { Values } from '../../../aws/wire/message.ts';
import { defined } from '../../../lib/defined.ts';
import { calledType, type CalledType } from '../recorded-type.ts';
import { textIn, type ResourceHandlers } from '../resource-type.ts';

const gone = ['ResourceNotFoundException'];
const common = { here: 'recorded', service: 'events', gone } as const;

interface Named {
  /** `Archive`: CreateArchive, UpdateArchive, DeleteArchive. */
  readonly word: string;
  readonly property: string;
  readonly longest: number;
  readonly properties: readonly string[];
  /** What UpdateX does not take. */
  readonly fixed?: readonly string[];
}

/** Made under a name, and shown with an ARN. */
function named({ word, property, longest, properties, fixed = [] }: Named) {
  return calledType({
    ...common,
    name: { property, longest },
    properties,
    there: ['ResourceAlreadyExistsException'],
    create: ({ properties: given, name }) => [`Create${word}`, prepared({ ...given, [property]: name })],
    made: async (_answer, { call, name }) => {
      const shown = await call('events', `Describe${word}`, { [property]: name });
      const SecretArn = textIn(shown, 'SecretArn');
      const arn = textIn(shown, `${word}Arn`);
      return { physicalId: name, attributes: { Arn: arn, ...(SecretArn === '' ? {} : { SecretArn }) } };
    },
    update: ({ properties: given }, { physicalId }) => [
      `Update${word}`,
      {
        ...prepared(Object.fromEntries(Object.entries(given).filter(([name]) => !fixed.includes(name)))),
        [property]: physicalId,
      },
    ],
    remove: ({ physicalId }) => [`Delete${word}`, { [property]: physicalId }],
  } satisfies CalledType);
}

/** A pattern is a document in a template and a text in the API. */
function prepared({ SourceArn, EventPattern, ...given }: Values): Values {
  return {
    ...given,
    ...defined({ EventSourceArn: SourceArn }),
    ...(EventPattern === undefined
      ? {}
      : { EventPattern: typeof EventPattern === 'string' ? EventPattern : JSON.stringify(EventPattern) }),
  };
}

function busOf(properties: Values): Values {
  const { EventBusName } = properties;
  return EventBusName === undefined ? {} : { EventBusName };
}

/** A statement as a whole is the policy of the bus. */
function permission({ Action, Condition, Principal, Statement, StatementId, EventBusName }: Values): Values {
  const bus = busOf({ EventBusName });
  if (Statement === undefined) return { ...bus, Action, Principal, StatementId, ...defined({ Condition }) };
  const whole = { Sid: StatementId, ...(Statement as Values) };
  return { ...bus, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [whole] }) };
}

export const eventPartTypes: ResourceHandlers = {
  'AWS::Events::ApiDestination': named({
    word: 'ApiDestination',
    property: 'Name',
    longest: 64,
    properties: [
      'ConnectionArn',
      'Description',
      'HttpMethod',
      'InvocationEndpoint',
      'InvocationRateLimitPerSecond',
      'Name',
    ],
  }),
  'AWS::Events::Archive': named({
    word: 'Archive',
    property: 'ArchiveName',
    longest: 48,
    properties: ['ArchiveName', 'Description', 'EventPattern', 'RetentionDays', 'SourceArn'],
    fixed: ['SourceArn'],
  }),
  'AWS::Events::Connection': named({
    word: 'Connection',
    property: 'Name',
    longest: 64,
    properties: ['AuthParameters', 'AuthorizationType', 'Description', 'Name'],
  }),
  'AWS::Events::EventBusPolicy': calledType({
    ...common,
    properties: ['Action', 'Condition', 'EventBusName', 'Principal', 'Statement', 'StatementId'],
    create: ({ properties }) => ['PutPermission', permission(properties)],
    made: (_answer, { properties, name }) => ({
      physicalId: `${textIn(properties, 'EventBusName') || 'default'}|${textIn(properties, 'StatementId') || name}`,
      attributes: {},
    }),
    update: ({ properties }) => ['PutPermission', permission(properties)],
    remove: ({ properties }) => [
      'RemovePermission',
      { ...busOf(properties), StatementId: properties['StatementId'] },
    ],
  }),
};
