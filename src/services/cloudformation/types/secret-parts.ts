// What belongs to a secret in a stack: the database that it is for, and who may read it.
import { createHash } from 'node:crypto';
import type { Values } from '../../../aws/wire/message.ts';
import { calledType } from '../recorded-type.ts';
import {
  PropertyRefused,
  listIn,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { documentIn } from '../signal-document.ts';

const gone = ['ResourceNotFoundException'];

/** The engines of Aurora have the names of the databases that they speak like (Secrets Manager user guide, JSON structure). */
function engineName(engine: string): string {
  return engine.replace(/^aurora-postgresql$/, 'postgres').replace(/^aurora(-mysql)?$/, 'mysql');
}

/** What Secrets Manager adds to the secret of a database. */
async function connectionOf({ call, properties }: ResourceWork): Promise<Values> {
  const [type, id] = [textIn(properties, 'TargetType'), textIn(properties, 'TargetId')];
  if (type === 'AWS::RDS::DBCluster') {
    const answer = await call('rds', 'DescribeDBClusters', { DBClusterIdentifier: id });
    const [cluster = {}] = listIn(answer, 'DBClusters') as readonly Values[];
    return {
      dbClusterIdentifier: id,
      engine: engineName(textIn(cluster, 'Engine')),
      host: textIn(cluster, 'Endpoint'),
      port: Number(textIn(cluster, 'Port')),
      ...nameIn(cluster, 'DatabaseName'),
    };
  }
  if (type === 'AWS::RDS::DBInstance') {
    const answer = await call('rds', 'DescribeDBInstances', { DBInstanceIdentifier: id });
    const [instance = {}] = listIn(answer, 'DBInstances') as readonly Values[];
    return {
      dbInstanceIdentifier: id,
      engine: engineName(textIn(instance, 'Engine')),
      host: textIn(instance, 'Endpoint', 'Address'),
      port: Number(textIn(instance, 'Endpoint', 'Port')),
      ...nameIn(instance, 'DBName'),
    };
  }
  throw notAttached(type);
}

function notAttached(type: string): PropertyRefused {
  return new PropertyRefused(
    'TargetType',
    `Slipway does not execute the attachment of a secret to ${type} on this machine`,
  );
}

function nameIn(described: Values, member: string): Values {
  const dbname = textIn(described, member);
  return dbname === '' ? {} : { dbname };
}

const attachable: ReadonlySet<string> = new Set(['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance']);

/** Everything in the secret but what an attachment adds stays. */
async function attach(work: ResourceWork): Promise<string> {
  const { call, properties } = work;
  const type = textIn(properties, 'TargetType');
  if (type.startsWith('AWS::') && !attachable.has(type)) throw notAttached(type);
  const SecretId = textIn(properties, 'SecretId');
  const { SecretString = '{}' } = await call('secretsmanager', 'GetSecretValue', { SecretId });
  const secret = documentIn(String(SecretString));
  if (secret === undefined) throw new Error('The secret must be a JSON object to be attached to a database');
  const attached = JSON.stringify({ ...secret, ...(await connectionOf(work)) });
  await call('secretsmanager', 'PutSecretValue', { SecretId, SecretString: attached });
  return SecretId;
}

const added: ReadonlySet<string> = new Set([
  'dbClusterIdentifier',
  'dbInstanceIdentifier',
  'dbname',
  'engine',
  'host',
  'port',
]);

const targetAttachment: ResourceHandler = {
  here: 'executed',
  properties: ['SecretId', 'TargetId', 'TargetType'],
  create: async (work) => {
    const Id = await attach(work);
    return { physicalId: Id, attributes: { Id } };
  },
  update: async (work, { physicalId }) => {
    await attach(work);
    return { physicalId, attributes: { Id: physicalId } };
  },
  remove: async ({ call }, { physicalId: SecretId }) => {
    const answer = await unless(gone, call('secretsmanager', 'GetSecretValue', { SecretId }));
    const secret = documentIn(textIn(answer ?? {}, 'SecretString'));
    if (secret === undefined) return;
    const left = Object.fromEntries(Object.entries(secret).filter(([name]) => !added.has(name)));
    await call('secretsmanager', 'PutSecretValue', { SecretId, SecretString: JSON.stringify(left) });
  },
};

const rotationProperties = ['RotateImmediatelyOnUpdate', 'RotationLambdaARN', 'RotationRules', 'SecretId'];

/** The schedule, and a first rotation. Made again, it is the same one. */
async function rotate(work: ResourceWork): Promise<Made> {
  const { call, properties, id } = work;
  if (properties['HostedRotationLambda'] !== undefined)
    throw new Error(
      'Slipway has none of the functions of HostedRotationLambda on this machine: name a function of your own in RotationLambdaARN',
    );
  const answer = await call('secretsmanager', 'RotateSecret', {
    ...without(properties, 'RotateImmediatelyOnUpdate'),
    RotateImmediately: String(properties['RotateImmediatelyOnUpdate']) !== 'false',
    ClientRequestToken: createHash('sha256').update(id).digest('hex').slice(0, 32),
  });
  const Id = textIn(answer, 'ARN');
  return { physicalId: Id, attributes: { Id } };
}

const rotationSchedule: ResourceHandler = {
  here: 'executed',
  properties: rotationProperties,
  create: rotate,
  update: rotate,
  remove: async ({ call }, { physicalId: SecretId }) => {
    await unless(gone, call('secretsmanager', 'CancelRotateSecret', { SecretId }));
  },
};

export const secretPartTypes: ResourceHandlers = {
  'AWS::SecretsManager::ResourcePolicy': calledType({
    here: 'recorded',
    service: 'secretsmanager',
    properties: ['BlockPublicPolicy', 'ResourcePolicy', 'SecretId'],
    gone,
    create: policyCall,
    made: (_answer, { properties }) => {
      const Id = textIn(properties, 'SecretId');
      return { physicalId: Id, attributes: { Id } };
    },
    update: policyCall,
    remove: ({ physicalId: SecretId }) => ['DeleteResourcePolicy', { SecretId }],
  }),
  'AWS::SecretsManager::RotationSchedule': rotationSchedule,
  'AWS::SecretsManager::SecretTargetAttachment': targetAttachment,
};

function policyCall({ properties }: ResourceWork): readonly [string, Values] {
  const policy = properties['ResourcePolicy'];
  const ResourcePolicy = typeof policy === 'string' ? policy : JSON.stringify(policy);
  return ['PutResourcePolicy', { SecretId: properties['SecretId'], ResourcePolicy }];
}
