// Streams of log groups, and permissions of layers, in a stack.
import { calledType } from '../recorded-type.ts';
import { textIn, type ResourceHandlers } from '../resource-type.ts';

/** Permissions of layers are named by the version and the statement. */
function statementOf(physicalId: string) {
  const [arn = '', StatementId = ''] = physicalId.split('#');
  return { ...versionOf(arn), StatementId };
}

function versionOf(arn: string) {
  const LayerName = arn.slice(0, arn.lastIndexOf(':'));
  return { LayerName, VersionNumber: arn.slice(LayerName.length + 1) };
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
