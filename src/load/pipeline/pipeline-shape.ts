// The shape of a PipelineDeclaration, V1 and V2 (CodePipeline API reference 2015-07-09, "PipelineDeclaration").
import {
  actionVersionLimit,
  artifactNameLimit,
  bucketNameLimit,
  configurationKeyLength,
  configurationValueLength,
  environmentVariableNameLimit,
  nameLimit,
  namespaceLimit,
  outputVariableNameLimit,
  pipelineVariableNameLimit,
  roleArnLimit,
  ruleConfigurationEntries,
  ruleConfigurationValueLength,
} from '../../model/limits.ts';
import { expected, list, number, object, optional, record, required, string, type Keys } from '../shape.ts';
import { triggerShape } from './trigger-shape.ts';

const refused = 'CreatePipeline refuses the declaration with a ValidationException.';
const unknownParameter = 'The AWS CLI refuses the input: "Unknown parameter in input".';
const as = { aws: refused };
const obj = <K extends Keys>(name: string, keys: K) => object(name, keys, { aws: unknownParameter });

const artifactStore = obj('artifact store', {
  type: required(string({ oneOf: ['S3'] }), as),
  location: required(string(bucketNameLimit), as),
  encryptionKey: optional(
    obj('encryption key', {
      id: required(string({ min: 1, max: 400 }), as),
      type: required(string({ oneOf: ['KMS'] }), as),
    }),
  ),
});

const inputArtifacts = list(obj('input artifact', { name: required(string(artifactNameLimit), as) }));
const commands = list(string({ min: 1, max: 1000, pattern: /[^\n]*/, patternText: 'a single line' }), {
  min: 1,
  max: 50,
});
const regionLimit = { min: 4, max: 30 };
const region = string(regionLimit);
const timeoutInMinutes = number({ integer: true, min: 5, max: 86_400 });

const action = obj('action', {
  name: required(string(nameLimit), as),
  actionTypeId: required(
    obj('action type', {
      category: required(
        string({ oneOf: ['Source', 'Build', 'Test', 'Deploy', 'Approval', 'Invoke', 'Compute'] }),
        as,
      ),
      owner: required(string({ oneOf: ['AWS', 'ThirdParty', 'Custom'] }), as),
      provider: required(string({ min: 1, max: 35 }), as),
      version: required(string({ ...actionVersionLimit, coerce: 'notice' }), as),
    }),
    as,
  ),
  runOrder: optional(number({ integer: true, min: 1, max: 999 }), as),
  configuration: optional(
    record(string({ max: configurationValueLength, coerce: 'notice' }), {
      key: { min: 1, max: configurationKeyLength },
    }),
  ),
  inputArtifacts: optional(inputArtifacts),
  outputArtifacts: optional(
    list(
      obj('output artifact', {
        name: required(string(artifactNameLimit), as),
        files: optional(list(string({ min: 1, max: 128 }), { min: 1, max: 10 }), as),
      }),
    ),
  ),
  commands: optional(commands, as),
  outputVariables: optional(list(string(outputVariableNameLimit), { min: 1, max: 15 }), as),
  environmentVariables: optional(
    list(
      obj('environment variable', {
        name: required(string(environmentVariableNameLimit), as),
        value: required(string({ min: 1, max: 2000, coerce: 'notice' }), as),
        type: optional(string({ oneOf: ['PLAINTEXT', 'SECRETS_MANAGER'] }), as),
      }),
      { min: 1, max: 10 },
    ),
    as,
  ),
  roleArn: optional(string(roleArnLimit), as),
  region: optional(region, as),
  namespace: optional(string(namespaceLimit), as),
  timeoutInMinutes: optional(timeoutInMinutes, as),
});

const rule = obj('rule', {
  name: required(string(nameLimit), as),
  ruleTypeId: required(
    obj('rule type', {
      category: required(string({ oneOf: ['Rule'] }), as),
      owner: optional(string({ oneOf: ['AWS'] }), as),
      provider: required(string({ min: 1, max: 35 }), as),
      version: optional(string({ ...actionVersionLimit, coerce: 'notice' }), as),
    }),
    as,
  ),
  configuration: optional(
    record(string({ max: ruleConfigurationValueLength, coerce: 'notice' }), {
      key: { min: 1, max: configurationKeyLength },
      max: ruleConfigurationEntries,
    }),
  ),
  commands: optional(commands, as),
  inputArtifacts: optional(inputArtifacts),
  roleArn: optional(string(roleArnLimit), as),
  region: optional(region, as),
  timeoutInMinutes: optional(timeoutInMinutes, as),
});

const conditions = list(
  obj('condition', {
    result: optional(string({ oneOf: ['ROLLBACK', 'FAIL', 'RETRY', 'SKIP'] }), as),
    rules: required(list(rule, { min: 1, max: 5 }), as),
  }),
  { min: 1, max: 1 },
);

const stage = obj('stage', {
  name: required(string(nameLimit), as),
  actions: required(list(action, { min: 1 }), as),
  blockers: optional(
    list(
      obj('blocker', {
        name: required(string({ min: 1, max: 100 }), as),
        type: required(string({ oneOf: ['Schedule'] }), as),
      }),
    ),
  ),
  beforeEntry: optional(obj('beforeEntry', { conditions: required(conditions, as) })),
  onSuccess: optional(obj('onSuccess', { conditions: required(conditions, as) })),
  onFailure: optional(
    obj('onFailure', {
      result: optional(string({ oneOf: ['ROLLBACK', 'FAIL', 'RETRY', 'SKIP'] }), as),
      retryConfiguration: optional(
        obj('retryConfiguration', {
          retryMode: optional(string({ oneOf: ['FAILED_ACTIONS', 'ALL_ACTIONS'] }), as),
        }),
      ),
      conditions: optional(conditions, as),
    }),
  ),
});

const variable = obj('variable', {
  name: required(string(pipelineVariableNameLimit), as),
  defaultValue: optional(string({ min: 1, max: 1000, coerce: 'notice' }), as),
  description: optional(string({ max: 200 }), as),
});

export const pipelineShape = obj('pipeline', {
  name: required(string(nameLimit), as),
  roleArn: expected(string(roleArnLimit), {
    aws: 'CreatePipeline asks for a role that it may assume; runs here need none.',
  }),
  artifactStore: optional(artifactStore),
  artifactStores: optional(record(artifactStore, { key: regionLimit })),
  stages: required(list(stage, { min: 1 }), as),
  version: optional(number({ integer: true, min: 1 }), as),
  executionMode: optional(string({ oneOf: ['SUPERSEDED', 'QUEUED', 'PARALLEL'] }), as),
  pipelineType: optional(string({ oneOf: ['V1', 'V2'] }), as),
  variables: optional(list(variable, { max: 50 }), as),
  triggers: optional(list(triggerShape, { max: 50 }), as),
});
