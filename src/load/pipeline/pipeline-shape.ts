// What becomes here of each key of a PipelineDeclaration, V1 and V2. Sources: the service's model; CodePipeline API
// reference 2015-07-09, "PipelineDeclaration"; CodePipeline user guide, "Quotas".
import type { CodePipeline } from '../../aws/types/codepipeline.ts';
import { defined } from '../../lib/defined.ts';
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
import { notExecuted, type AwsRules, type KeyRules } from '../aws-rules.ts';
import type { TextOptions } from '../shape.ts';

const refused = 'CreatePipeline refuses the declaration with a ValidationException.';
const text = (limits: TextOptions): KeyRules => ({ is: 'honoured', text: limits });
const listOf = (min: number, max?: number): KeyRules => ({
  is: 'honoured',
  limits: { min, ...defined({ max }) },
});
const version = text({ ...actionVersionLimit, coerce: 'notice' });
const commands = text({ pattern: /[^\n]*/, patternText: 'a single line' });
const conditions = listOf(1, 1);
const patterns = { includes: 'honoured', excludes: 'honoured' } as const;

export const pipelineRules: AwsRules<CodePipeline> = {
  service: 'codepipeline',
  unknownKey: 'The AWS CLI refuses the input: "Unknown parameter in input".',
  wrongValue: refused,
  structures: {
    PipelineDeclaration: {
      called: 'pipeline',
      keys: {
        name: text(nameLimit),
        roleArn: {
          ...text(roleArnLimit),
          need: 'expected',
          aws: 'CreatePipeline requires a role that it may assume; runs here need none.',
        },
        artifactStore: 'honoured',
        artifactStores: 'honoured',
        stages: listOf(1),
        version: 'inert',
        executionMode: 'honoured',
        pipelineType: 'honoured',
        variables: listOf(0, 50),
        triggers: listOf(0, 50),
      },
    },
    ArtifactStore: {
      called: 'artifact store',
      keys: {
        type: 'honoured',
        location: text(bucketNameLimit),
        encryptionKey: notExecuted('artifacts lie unencrypted in the state folder, which only you can read'),
      },
    },
    EncryptionKey: { called: 'encryption key' },
    StageDeclaration: {
      called: 'stage',
      keys: {
        name: text(nameLimit),
        blockers: notExecuted('stages have transitions that are disabled, and no blockers'),
        actions: listOf(1),
        onFailure: 'honoured',
        onSuccess: 'honoured',
        beforeEntry: 'honoured',
      },
    },
    BlockerDeclaration: { called: 'blocker' },
    ActionDeclaration: {
      called: 'action',
      keys: {
        name: text(nameLimit),
        actionTypeId: 'honoured',
        runOrder: 'honoured',
        configuration: {
          is: 'honoured',
          text: { min: 0, max: configurationValueLength, coerce: 'notice' },
          key: { max: configurationKeyLength },
        },
        commands,
        outputArtifacts: 'honoured',
        inputArtifacts: 'honoured',
        outputVariables: text(outputVariableNameLimit),
        roleArn: text(roleArnLimit),
        region: 'honoured',
        namespace: text(namespaceLimit),
        timeoutInMinutes: 'honoured',
        environmentVariables: 'honoured',
      },
    },
    ActionTypeId: {
      called: 'action type',
      keys: {
        category: 'honoured',
        owner: 'honoured',
        provider: text({ min: 1, max: 35 }),
        version,
      },
    },
    InputArtifact: { called: 'input artifact', keys: { name: text(artifactNameLimit) } },
    OutputArtifact: {
      called: 'output artifact',
      keys: { name: text(artifactNameLimit), files: 'honoured' },
    },
    EnvironmentVariable: {
      called: 'environment variable',
      keys: {
        name: text(environmentVariableNameLimit),
        value: text({ max: 2000, coerce: 'notice' }),
        type: 'honoured',
      },
    },
    BeforeEntryConditions: { called: 'beforeEntry', keys: { conditions } },
    SuccessConditions: { called: 'onSuccess', keys: { conditions } },
    FailureConditions: {
      called: 'onFailure',
      keys: { result: 'honoured', retryConfiguration: 'honoured', conditions },
    },
    RetryConfiguration: { called: 'retryConfiguration', keys: { retryMode: 'honoured' } },
    Condition: { called: 'condition', keys: { result: 'honoured', rules: listOf(1, 5) } },
    RuleDeclaration: {
      called: 'rule',
      keys: {
        name: text(nameLimit),
        ruleTypeId: 'honoured',
        configuration: {
          is: 'honoured',
          text: { min: 0, max: ruleConfigurationValueLength, coerce: 'notice' },
          key: { max: configurationKeyLength },
          limits: { max: ruleConfigurationEntries },
        },
        commands,
        inputArtifacts: 'honoured',
        roleArn: text(roleArnLimit),
        region: 'honoured',
        timeoutInMinutes: 'honoured',
      },
    },
    RuleTypeId: {
      called: 'rule type',
      keys: { category: 'honoured', owner: 'honoured', provider: text({ min: 1, max: 35 }), version },
    },
    PipelineVariableDeclaration: {
      called: 'variable',
      keys: {
        name: text(pipelineVariableNameLimit),
        defaultValue: text({ coerce: 'notice' }),
        description: 'inert',
      },
    },
    PipelineTriggerDeclaration: {
      called: 'trigger',
      keys: { providerType: 'honoured', gitConfiguration: 'honoured' },
    },
    GitConfiguration: {
      called: 'gitConfiguration',
      keys: { sourceActionName: text(nameLimit), push: 'honoured', pullRequest: 'honoured' },
    },
    GitPushFilter: {
      called: 'push filter',
      keys: { tags: 'honoured', branches: 'honoured', filePaths: 'honoured' },
    },
    GitPullRequestFilter: {
      called: 'pull request filter',
      keys: { events: 'honoured', branches: 'honoured', filePaths: 'honoured' },
    },
    GitBranchFilterCriteria: { called: 'branch filter', keys: patterns },
    GitFilePathFilterCriteria: { called: 'file path filter', keys: patterns },
    GitTagFilterCriteria: { called: 'tag filter', keys: patterns },
    Tag: { called: 'tag' },
  },
};
