// What the keys of a buildspec mean together: names of variables, a phase that does nothing, keys not executed here.
import { defined } from '../../lib/defined.ts';
import { entryOf, type MapEntry, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { isFailed } from '../../lib/result.ts';
import { checkHabits } from './buildspec-habits.ts';
import { noticesOf, notExecutedIn } from './buildspec-not-executed.ts';
import { parseSecretReference } from '../../model/secret-reference.ts';

/** Never throws, also on a tree that is no buildspec. */
export function checkBuildspecSections(root: Node): readonly Problem[] {
  return [
    ...checkPhases(root),
    ...checkHabits(root),
    ...checkVariableNames(root),
    ...checkSecrets(root),
    ...checkExportedVariables(root),
    ...checkFallbackKeys(root),
    ...checkArtifacts(root),
    ...noticesOf(notExecutedIn(root)),
  ];
}

const phaseNames = ['install', 'pre_build', 'build', 'post_build'];

function checkPhases(root: Node): readonly Problem[] {
  const phases = entryOf(root, 'phases');
  if (phases?.value.kind !== 'map') return [];
  if (phases.value.entries.length === 0) {
    return [
      problem({
        code: 'ListTooShort',
        message: 'The phases section has no phase',
        at: phases.keyPlace,
        remedy: `Add one of ${phaseNames.join(', ')}.`,
      }),
    ];
  }
  return phases.value.entries
    .map((phase) => entryOf(phase.value, 'commands'))
    .filter((commands) => commands?.value.kind === 'list' && commands.value.items.length === 0)
    .map((commands) =>
      problem({
        code: 'ListTooShort',
        severity: 'warning',
        message: 'The list of commands is empty: the phase does nothing',
        ...defined({ at: commands?.keyPlace }),
      }),
    );
}

/** The maps that give variables, each with the words for it. */
const variableMaps: readonly (readonly string[])[] = [
  ['environment_variables', 'plaintext'],
  ['env', 'variables'],
  ['env', 'parameter-store'],
  ['env', 'secrets-manager'],
];

interface Variable {
  readonly map: string;
  readonly entry: MapEntry;
}

function variablesOf(root: Node): readonly Variable[] {
  return variableMaps.flatMap((path) => {
    const section = path.reduce<Node | undefined>(
      (node, key) => (node === undefined ? undefined : entryOf(node, key)?.value),
      root,
    );
    return section?.kind === 'map' ? section.entries.map((entry) => ({ map: path.join('/'), entry })) : [];
  });
}

function checkVariableNames(root: Node): readonly Problem[] {
  const first = new Map<string, Variable>();
  return variablesOf(root).flatMap((variable) => {
    const { entry, map } = variable;
    const earlier = first.get(entry.key);
    if (earlier === undefined) first.set(entry.key, variable);
    return [
      ...(earlier === undefined ? [] : [duplicateVariable(variable, earlier)]),
      ...(entry.key.startsWith('CODEBUILD_') ? [reservedVariable(entry)] : []),
      ...(/^[A-Za-z_][A-Za-z0-9_]*$/.test(entry.key) ? [] : [unusableName(entry, map)]),
    ];
  });
}

function duplicateVariable({ entry, map }: Variable, earlier: Variable): Problem {
  return problem({
    code: 'VariableDuplicate',
    message: `The variable "${entry.key}" is given in ${earlier.map} and again in ${map}`,
    at: entry.keyPlace,
    notes: [{ message: 'first given here', at: earlier.entry.keyPlace }],
    remedy: 'Keep one of the two.',
    aws: 'Which of the two wins is not documented.',
  });
}

function reservedVariable(entry: MapEntry): Problem {
  return problem({
    code: 'VariableReserved',
    message: `The variable "${entry.key}" begins with CODEBUILD_, which is reserved`,
    at: entry.keyPlace,
    remedy: 'Give it another name.',
    aws: 'CodeBuild sets its own variables under this prefix; what a buildspec puts there is not promised to survive.',
  });
}

function unusableName(entry: MapEntry, map: string): Problem {
  return problem({
    code: 'VariableNameUnusable',
    severity: 'warning',
    message: `"${entry.key}" in ${map} is a name that no shell can read`,
    at: entry.keyPlace,
    remedy: 'Use letters, digits and underscores, and begin with no digit.',
    aws: 'The variable exists in the environment, but $NAME cannot reach it.',
  });
}

function checkSecrets(root: Node): readonly Problem[] {
  return variablesOf(root)
    .filter(({ map }) => map === 'env/secrets-manager')
    .flatMap(({ entry }) => {
      const parsed =
        entry.value.kind === 'scalar' ? parseSecretReference(entry.value.text) : { value: undefined };
      if (!isFailed(parsed)) return [];
      return [
        problem({
          code: 'SecretReferenceInvalid',
          message: parsed.failed,
          at: entry.value.place,
          remedy:
            'Write secret-id[:json-key[:version-stage[:version-id]]], with a stage or an id but not both.',
          aws: 'The build fails in DOWNLOAD_SOURCE, because the secret cannot be read.',
        }),
      ];
    });
}

function checkExportedVariables(root: Node): readonly Problem[] {
  const exported = entryOf(entryOf(root, 'env')?.value, 'exported-variables')?.value;
  const items = exported?.kind === 'list' ? exported.items : [];
  return items.flatMap((item) =>
    item.kind === 'scalar' && item.text.startsWith('AWS_')
      ? [
          problem({
            code: 'VariableNotExportable',
            message: `The variable "${item.text}" cannot be exported, because its name begins with AWS_`,
            at: item.place,
            remedy: 'Copy its value into a variable of another name, and export that.',
            aws: 'CodeBuild exports no variable whose name begins with AWS_.',
          }),
        ]
      : [],
  );
}

function checkFallbackKeys(root: Node): readonly Problem[] {
  const cache = entryOf(root, 'cache')?.value;
  const fallback = entryOf(cache, 'fallback-keys');
  if (fallback === undefined || entryOf(cache, 'key') !== undefined) return [];
  return [
    problem({
      code: 'CacheKeyMissing',
      severity: 'warning',
      message: 'The cache has fallback-keys but no key',
      at: fallback.keyPlace,
      aws: 'CodeBuild ignores fallback-keys without a key.',
      remedy: 'Add a key.',
    }),
  ];
}

/** A section that only secondary artifacts stand in is sound; one that chooses nothing at all is not. */
function checkArtifacts(root: Node): readonly Problem[] {
  const section = entryOf(root, 'artifacts');
  if (section?.value.kind !== 'map') return [];
  if (['files', 'secondary-artifacts'].some((key) => entryOf(section.value, key) !== undefined)) return [];
  return [
    problem({
      code: 'ArtifactsMissing',
      severity: 'warning',
      message: 'The artifacts section chooses no files: it has neither "files" nor "secondary-artifacts"',
      at: section.keyPlace,
      remedy: 'Add "files".',
      aws: 'A build that has to give an artifact fails in UPLOAD_ARTIFACTS with CLIENT_ERROR: no definition for primary artifacts in buildspec.',
    }),
  ];
}
