// Keys of IAM users in what runs with a role: they do not expire, and stay with everyone who has read them.
// Source: IAM user guide, "Security best practices in IAM"; AWS keys begin with AKIA (IAM user guide, "IAM identifiers").
import type { Path } from '../../lib/node.ts';
import type { Buildspec } from '../../model/build.ts';
import type { Definition } from '../../model/definition.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const accessKeys: Rule = (definition) => [
  ...definition.projects.flatMap(({ environment: { environmentVariables = [] } }, index) =>
    environmentVariables.flatMap(({ name, value, type = 'PLAINTEXT' }, at) =>
      findingAbout(
        { name, value, isStored: type !== 'PLAINTEXT', instead: 'The build has the role of its project' },
        ['projects', index, 'environment', 'environmentVariables', at],
      ),
    ),
  ),
  ...ofEnvironments(definition),
  ...ofTasks(definition),
];

function ofEnvironments({ environments }: Definition): readonly Finding[] {
  return environments.flatMap(({ optionSettings }, index) =>
    optionSettings.flatMap(({ Namespace, OptionName, Value }, at) => {
      const kind = /^aws:elasticbeanstalk:application:(environment|environmentsecrets)$/.exec(Namespace)?.[1];
      if (kind === undefined) return [];
      const isStored = kind === 'environmentsecrets';
      const instead = 'The application has the role of its instance profile';
      return findingAbout({ name: OptionName, value: Value, isStored, instead }, [
        'environments',
        index,
        'OptionSettings',
        at,
      ]);
    }),
  );
}

function ofTasks({ taskDefinitions }: Definition): readonly Finding[] {
  const instead = 'The containers have the role of their task definition (taskRoleArn)';
  return taskDefinitions.flatMap(({ containers }, index) =>
    containers.flatMap(({ environment, secrets }, at) => {
      const of = ['taskDefinitions', index, 'containerDefinitions', at];
      return [
        ...Object.entries(environment).flatMap(([name, value]) =>
          findingAbout({ name, value, isStored: false, instead }, [...of, 'environment']),
        ),
        ...secrets.flatMap(({ name }) =>
          findingAbout({ name, value: '', isStored: true, instead }, [...of, 'secrets']),
        ),
      ];
    }),
  );
}

/** Of a buildspec; paths begin at its root. */
export function accessKeysOfBuildspec({ env }: Buildspec): readonly Finding[] {
  const instead = 'The build has the role of its project';
  const stored = [
    ['parameter-store', env.parameterStore],
    ['secrets-manager', env.secretsManager],
  ] as const;
  return [
    ...Object.entries(env.variables).flatMap(([name, value]) =>
      findingAbout({ name, value, isStored: false, instead }, ['env', 'variables', name]),
    ),
    ...stored.flatMap(([section, variables]) =>
      Object.keys(variables).flatMap((name) =>
        findingAbout({ name, value: '', isStored: true, instead }, ['env', section, name]),
      ),
    ),
  ];
}

interface Given {
  readonly name: string;
  readonly value: string;
  /** It is a name of where the value lies. */
  readonly isStored: boolean;
  readonly instead: string;
}

/** The variables by which the SDKs take keys, and keys under another name. */
function findingAbout({ name, value, isStored, instead }: Given, path: Path): readonly Finding[] {
  const isKey = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/.test(name);
  const isWritten = !isStored && /\b(AKIA|ASIA)[A-Z2-7]{16}\b/.test(value);
  if (!isKey && !isWritten) return [];
  const lies = isStored || value === '' ? '' : ', which stands in the file';
  return [
    {
      code: 'AccessKeyOfUser',
      severity: 'warning',
      message: `"${name}" is a key of an IAM user${lies}`,
      path,
      remedy: `Remove it. ${instead}, whose credentials expire and are renewed by themselves.`,
      aws: 'Everyone who can read it may do what the user may, until the key is deleted.',
    },
  ];
}
