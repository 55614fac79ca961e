// The events of a function: each type makes its own resources.
import {
  isMap,
  isSame,
  isTruthy,
  listOf,
  member,
  type Json,
  type JsonMap,
  type Optional,
  pythonText,
} from './json.ts';
import { httpApiEvent, httpApiRules } from './http-api-event.ts';
import type { SamContext } from './context.ts';
import type { SamEvent } from './event.ts';
import { failurePolicy, isPollType, pollEvent, pollKinds } from './poll-events.ts';
import { checkProperties, type PropertyRules } from './properties.ts';
import type { Generated, Target } from './resource.ts';
import { restApiEvent, restApiRules } from './rest-api-event.ts';
import {
  ruleEvent,
  ruleRules,
  scheduleEvent,
  scheduleRules,
  schedulerEvent,
  schedulerRules,
} from './rule-events.ts';
import { managedPolicyArn } from './context.ts';
import { SamError, SamEventError } from './sam-error.ts';
import { bucketEvent, iotEvent, logEvent, skillEvent, topicEvent, userPoolEvent } from './source-events.ts';

interface EventKind {
  readonly rules: PropertyRules;
  readonly expand: (event: SamEvent) => readonly Generated[];
}

const kinds: Readonly<Record<string, EventKind>> = {
  AlexaSkill: { rules: { SkillId: 'string' }, expand: skillEvent },
  Api: { rules: restApiRules, expand: restApiEvent },
  CloudWatchEvent: { rules: ruleRules, expand: (event) => ruleEvent(event) },
  CloudWatchLogs: { rules: { LogGroupName: 'string!', FilterPattern: 'string!' }, expand: logEvent },
  Cognito: { rules: { UserPool: 'string!', Trigger: 'string|strings=!' }, expand: userPoolEvent },
  EventBridgeRule: { rules: ruleRules, expand: (event) => ruleEvent(event) },
  HttpApi: { rules: httpApiRules, expand: httpApiEvent },
  IoTRule: { rules: { Sql: 'string!', AwsIotSqlVersion: 'string' }, expand: iotEvent },
  S3: { rules: { Bucket: 'string!', Events: 'string|strings=!', Filter: 'texts' }, expand: bucketEvent },
  SNS: {
    rules: {
      Topic: 'string!',
      Region: 'string',
      FilterPolicy: 'any',
      FilterPolicyScope: 'any',
      SqsSubscription: 'boolean|map',
      RedrivePolicy: 'map',
    },
    expand: topicEvent,
  },
  Schedule: { rules: scheduleRules, expand: (event) => scheduleEvent(event) },
  ScheduleV2: {
    rules: schedulerRules,
    expand: (event) => schedulerEvent(event, { name: 'lambda:InvokeFunction', policy: 'LambdaPolicy' }),
  },
};

/** AWS's translator has them; what they poll is not on this machine. */
const notLocal = new Set(['DocumentDB', 'MQ', 'MSK', 'SelfManagedKafka']);

export interface EventOwner {
  readonly target: Target;
  readonly context: SamContext;
  /** Gets the rights that polling needs. */
  readonly role: Generated;
}

/** In the order of their paths, and of their names for those without. @throws SamError, SamEventError */
export function functionEvents(id: string, events: Optional, owner: EventOwner): readonly Generated[] {
  if (!isMap(events)) return [];
  const order = ([name, event]: readonly [string, Json]) =>
    pythonText(member(event, 'Properties', 'Path') ?? name);
  const sorted = Object.entries(events).toSorted((left, right) =>
    order(left) < order(right) ? -1 : order(left) > order(right) ? 1 : 0,
  );
  try {
    return sorted.flatMap(([name, event]) => eventResources({ id, name, event }, owner));
  } catch (error) {
    if (error instanceof SamEventError) throw new SamError(id, error.message);
    throw error;
  }
}

interface NamedEvent {
  readonly id: string;
  readonly name: string;
  readonly event: Json;
}

function eventResources(
  { id, name, event }: NamedEvent,
  { target, context, role }: EventOwner,
): readonly Generated[] {
  const type = member(event, 'Type');
  const text = typeof type === 'string' ? type : '';
  if (!isMap(event) || (!Object.hasOwn(kinds, text) && !isPollType(text))) {
    if (notLocal.has(text))
      throw new SamEventError(name, `Slipway does not execute events of type ${text} on this machine`);
    throw new SamEventError(
      name,
      `Resource dict has missing or invalid value for key Type. Event Type is: ${type === undefined ? 'None' : pythonText(type)}.`,
    );
  }
  const rules = isPollType(text) ? pollKinds[text].rules : (kinds[text]?.rules ?? {});
  const eventId = `${id}${name}`;
  if (!/^[A-Za-z0-9]+$/.test(eventId)) throw new SamError(eventId, 'Logical ids must be alphanumeric.');
  const properties = checkProperties(event, rules, { id: eventId, type: text });
  const of: SamEvent = { id: eventId, name, properties, target, context };
  // A topic that a queue stands in front of is polled too.
  if (text === 'SNS' && isTruthy(properties['SqsSubscription']))
    addRights(role, managedPolicyArn(pollKinds.SQS.policy, context), undefined);
  if (!isPollType(text)) return kinds[text]?.expand(of) ?? [];
  const failure = failurePolicy(of);
  const made = pollEvent(of, text);
  addRights(role, managedPolicyArn(pollKinds[text].policy, context), failure);
  return made;
}

function addRights(role: Generated, arn: string, policy: JsonMap | undefined): void {
  const arns = listOf(role.properties['ManagedPolicyArns']);
  if (!arns.includes(arn)) arns.push(arn);
  role.properties['ManagedPolicyArns'] = arns;
  if (policy === undefined) return;
  const policies = listOf(role.properties['Policies']);
  const isThere = policies.some((each) => isSame(member(each, 'PolicyDocument'), policy['PolicyDocument']));
  if (!isThere) role.properties['Policies'] = [...policies, policy];
}
