// EventInvokeConfig: where the results of asynchronous invocations go, with a queue or topic when the template names none.
import { branchesOf, either, getAtt, isIf, isNoValue, ref } from './functions.ts';
import {
  compact,
  isMap,
  isTruthy,
  member,
  type Json,
  type JsonMap,
  type Optional,
  pythonText,
} from './json.ts';
import { conditionsOf, resolved, type SamContext } from './context.ts';
import type { Published } from './function-version.ts';
import { idWithHash } from './logical-id.ts';
import { destinationPolicy } from './poll-events.ts';
import { generated, type Generated } from './resource.ts';
import { SamError } from './sam-error.ts';

interface InvokeOf {
  readonly properties: JsonMap;
  readonly context: SamContext;
  readonly attributes: JsonMap;
  readonly alias: Published | undefined;
}

export interface InvokeConfig {
  readonly resources: readonly Generated[];
  readonly policies: readonly JsonMap[];
}

/** @throws SamError */
export function invokeConfig(id: string, of: InvokeOf): InvokeConfig {
  const config = resolved(of.properties['EventInvokeConfig'], of.context);
  if (!isTruthy(config)) return { resources: [], policies: [] };
  const configId = `${id}EventInvokeConfig`;
  const given = member(config, 'DestinationConfig');
  if (isTruthy(given) && !isMap(given))
    throw new SamError(id, "Property 'EventInvokeConfig.DestinationConfig' should be a map.");
  const made = ['OnSuccess', 'OnFailure'].flatMap((outcome) => {
    const destination = member(given, outcome);
    if (destination === undefined) return [];
    if (!isMap(destination))
      throw new SamError(id, `Property 'EventInvokeConfig.DestinationConfig.${outcome}' should be a map.`);
    return [{ outcome, ...destinationOf(destination, `${configId}${outcome}`, { id, of }) }];
  });
  const destinations = made.map(({ outcome, arn }) => [outcome, { Destination: arn }] as const);
  const resource = generated(
    { id: configId, type: 'AWS::Lambda::EventInvokeConfig' },
    {
      FunctionName: ref(id),
      Qualifier: of.alias?.name ?? '$LATEST',
      DestinationConfig: Object.fromEntries(destinations),
      MaximumEventAgeInSeconds: member(config, 'MaximumEventAgeInSeconds'),
      MaximumRetryAttempts: member(config, 'MaximumRetryAttempts'),
    },
    { attributes: of.attributes, dependsOn: of.alias === undefined ? undefined : [of.alias.alias.id] },
  );
  return {
    resources: [...made.flatMap((each) => each.resources), resource],
    policies: made.flatMap(({ policy }) => (policy === undefined ? [] : [policy])),
  };
}

interface Destination {
  readonly arn: Json;
  readonly resources: readonly Generated[];
  readonly policy: JsonMap | undefined;
}

const types = new Set(['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket']);

function destinationOf(
  given: JsonMap,
  resourceId: string,
  { id, of }: { readonly id: string; readonly of: InvokeOf },
): Destination {
  const type = given['Type'];
  if (typeof type !== 'string' || !types.has(type))
    throw new SamError(
      id,
      `'Type: ${type === undefined ? 'None' : pythonText(type)}' must be one of ['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket']`,
    );
  const arn = given['Destination'];
  const absent = absenceOf(arn, id, of.context);
  if (arn !== undefined && absent === undefined)
    return { arn, resources: [], policy: destinationPolicy(type, resourceId, arn) };
  if (type !== 'SQS' && type !== 'SNS')
    throw new SamError(id, "Destination is required if Type is not ['SQS', 'SNS']");
  const [suffix, resourceType] = type === 'SQS' ? ['Queue', 'AWS::SQS::Queue'] : ['Topic', 'AWS::SNS::Topic'];
  const madeId = `${resourceId}${suffix}`;
  const own = type === 'SQS' ? getAtt(madeId, 'Arn') : ref(madeId);
  const condition = both(of.attributes['Condition'], absent?.condition, { id, context: of.context });
  const resource = generated(
    { id: madeId, type: resourceType },
    {},
    { attributes: { ...of.attributes, ...compact({ Condition: condition }) } },
  );
  const used = absent === undefined ? own : either(absent.condition, own, absent.otherwise);
  return { arn: used, resources: [resource], policy: destinationPolicy(type, resourceId, used) };
}

interface Absence {
  /** True when the template gives no destination. */
  readonly condition: string;
  readonly otherwise: Json;
}

function absenceOf(destination: Optional, id: string, context: SamContext): Absence | undefined {
  if (!isIf(destination)) return undefined;
  const { condition, taken, other } = branchesOf(destination, 'Destination', id);
  if (isNoValue(taken) && !isNoValue(other)) return { condition: pythonText(condition), otherwise: other };
  if (isNoValue(taken) || !isNoValue(other)) return undefined;
  const name = idWithHash(`NOT${pythonText(condition)}`, `${id}EventInvokeConfig`);
  conditionsOf(context)[name] = { 'Fn::Not': [{ Condition: condition }] };
  return { condition: name, otherwise: taken };
}

function both(
  own: Optional,
  other: string | undefined,
  { id, context }: { readonly id: string; readonly context: SamContext },
): string | undefined {
  if (typeof own !== 'string') return other;
  if (other === undefined) return own;
  const name = idWithHash(`${own}AND${other}`, id);
  conditionsOf(context)[name] = { 'Fn::And': [{ Condition: own }, { Condition: other }] };
  return name;
}
