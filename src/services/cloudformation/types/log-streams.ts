// Streams and filters of log groups, and permissions of layers, in a stack.
import type { Values } from '../../../aws/wire/message.ts';
import { calledType, type CalledType } from '../recorded-type.ts';
import { listIn, textIn, type ResourceHandlers } from '../resource-type.ts';
import { templateInput } from '../template-input.ts';

/** Permissions of layers are named by the version and the statement. */
function statementOf(physicalId: string) {
  const [arn = '', StatementId = ''] = physicalId.split('#');
  return { ...versionOf(arn), StatementId };
}

function versionOf(arn: string) {
  const LayerName = arn.slice(0, arn.lastIndexOf(':'));
  return { LayerName, VersionNumber: arn.slice(LayerName.length + 1) };
}

type Calls = Pick<CalledType, 'create' | 'update' | 'remove' | 'made'>;

/** Both kinds of filters are put under a name, again by every update. */
function filterCalls(kind: 'Metric' | 'Subscription'): Calls {
  const operation = `Put${kind}Filter`;
  const put = (given: Values, filterName: string): readonly [string, Values] => {
    const { FilterName: _named, ...rest } = given;
    return [operation, { ...templateInput('logs', operation, prepared(rest)), filterName }];
  };
  return {
    create: ({ properties, name }) => put(properties, name),
    made: (_answer, { name }) => ({ physicalId: name, attributes: {} }),
    update: ({ properties }, { physicalId }) => put(properties, physicalId),
    remove: ({ physicalId: filterName, properties: { LogGroupName: logGroupName } }) => [
      `Delete${kind}Filter`,
      { logGroupName, filterName },
    ],
  };
}

/** A template has dimensions as a list of keys and values, the API as a map. */
function prepared(properties: Values): Values {
  if (properties['MetricTransformations'] === undefined) return properties;
  const MetricTransformations = (listIn(properties, 'MetricTransformations') as readonly Values[]).map(
    ({ Dimensions, ...rest }) => {
      if (Dimensions === undefined) return rest;
      const pairs = listIn({ Dimensions }, 'Dimensions') as readonly Values[];
      return { ...rest, Dimensions: Object.fromEntries(pairs.map(({ Key, Value }) => [Key, Value])) };
    },
  );
  return { ...properties, MetricTransformations };
}

export const logStreamTypes: ResourceHandlers = {
  'AWS::Lambda::LayerVersionPermission': calledType({
    here: 'executed',
    service: 'lambda',
    properties: ['Action', 'LayerVersionArn', 'OrganizationId', 'Principal'],
    there: ['ResourceConflictException'],
    gone: ['ResourceNotFoundException'],
    create: ({ properties: { LayerVersionArn, ...given }, name }) => [
      'AddLayerVersionPermission',
      { ...given, ...versionOf(String(LayerVersionArn)), StatementId: name },
    ],
    made: (_answer, { properties, name }) => {
      const Id = `${textIn(properties, 'LayerVersionArn')}#${name}`;
      return { physicalId: Id, attributes: { Id } };
    },
    remove: ({ physicalId }) => ['RemoveLayerVersionPermission', statementOf(physicalId)],
  }),
  'AWS::Logs::MetricFilter': calledType({
    here: 'executed',
    service: 'logs',
    name: { property: 'FilterName', longest: 512 },
    properties: ['FilterName', 'FilterPattern', 'LogGroupName', 'MetricTransformations'],
    gone: ['ResourceNotFoundException'],
    ...filterCalls('Metric'),
  }),
  'AWS::Logs::SubscriptionFilter': calledType({
    here: 'executed',
    service: 'logs',
    name: { property: 'FilterName', longest: 512 },
    properties: ['DestinationArn', 'Distribution', 'FilterName', 'FilterPattern', 'LogGroupName', 'RoleArn'],
    gone: ['ResourceNotFoundException'],
    ...filterCalls('Subscription'),
  }),
  'AWS::Logs::LogStream': calledType({
    here: 'executed',
    service: 'logs',
    name: { property: 'LogStreamName', longest: 512 },
    properties: ['LogGroupName', 'LogStreamName'],
    there: ['ResourceAlreadyExistsException'],
    gone: ['ResourceNotFoundException'],
    create: ({ properties, name }) => [
      'CreateLogStream',
      { logGroupName: properties['LogGroupName'], logStreamName: name },
    ],
    made: (_answer, { name }) => ({ physicalId: name, attributes: {} }),
    remove: ({ physicalId: logStreamName, properties: { LogGroupName: logGroupName } }) => [
      'DeleteLogStream',
      { logGroupName, logStreamName },
    ],
  }),
};
