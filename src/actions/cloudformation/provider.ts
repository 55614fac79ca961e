// Deploy/AWS/CloudFormation: a stack or a change set of it, on this machine's CloudFormation.
import { deployType } from '../../model/action-type.ts';
import { artifactPath, jsonObject, mandatory, O, oneOf, R } from '../../model/configuration-key.ts';
import type { NeededKey } from '../../model/action-type.ts';
import type { ActionProvider } from '../provider.ts';
import { billedResources } from './billed-resources.ts';
import { stackCosts } from './costs.ts';
import { cloudFormationRights, stackRole } from './rights.ts';
import { cloudFormationOnGithub } from './on-github.ts';

export const cloudFormation: ActionProvider = {
  ...deployType,
  provider: 'CloudFormation',
  inputs: [0, 10],
  outputs: [0, 1],
  configuration: {
    ActionMode: mandatory(
      oneOf('CREATE_UPDATE', 'REPLACE_ON_FAILURE', 'CHANGE_SET_REPLACE', 'CHANGE_SET_EXECUTE', 'DELETE_ONLY'),
    ),
    StackName: R,
    ChangeSetName: O,
    TemplatePath: artifactPath,
    RoleArn: O,
    Capabilities: O,
    TemplateConfiguration: artifactPath,
    ParameterOverrides: jsonObject,
    OutputFileName: O,
  },
  variables: 'any',
  needsKeys: ({ configuration }) => neededFor(configuration?.['ActionMode'] ?? ''),
  rights: (asked) => ({ rights: cloudFormationRights(asked), ...stackRole(asked) }),
  makesTarget: true,
  onGithub: cloudFormationOnGithub,
  filesNeeded: ({ configuration }) =>
    ['TemplatePath', 'TemplateConfiguration'].flatMap((key) => {
      const [artifact = '', file = ''] = (configuration?.[key] ?? '').split('::');
      const aws = `The action fails: ${key} names a file that is not there.`;
      return file === '' ? [] : [{ artifact, file, key, aws }];
    }),
  billedResources,
  checkFiles: async (...given) => (await import('./check-template.ts')).checkStackFiles(...given),
  costs: { lines: stackCosts },
  timeLimitMinutes: 3 * 24 * 60,
  runner: {
    recovery: 'resume',
    callsApi: true,
    load: async () => (await import('./run-cloudformation.ts')).runCloudFormation,
  },
};

const keysOfMode: Readonly<Record<string, readonly string[]>> = {
  CREATE_UPDATE: ['TemplatePath', 'RoleArn'],
  REPLACE_ON_FAILURE: ['TemplatePath', 'RoleArn'],
  CHANGE_SET_REPLACE: ['ChangeSetName', 'TemplatePath', 'RoleArn'],
  CHANGE_SET_EXECUTE: ['ChangeSetName'],
  DELETE_ONLY: ['RoleArn'],
};

function neededFor(mode: string): readonly NeededKey[] {
  const keys = Object.hasOwn(keysOfMode, mode) ? (keysOfMode[mode] ?? []) : [];
  return keys.map((key) => ({ key, because: `for ${mode}` }));
}
