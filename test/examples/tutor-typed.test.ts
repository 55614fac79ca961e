// The pipelines of the tutor by one function in TypeScript, which makes those of a second project as well. Loaded by a process of its
// own, because the test runner would resolve the configuration's imports in its own way.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const program = `
import { checkRules } from './src/check/check-rules.ts';
import { loadDefinition } from './src/load/load-definition.ts';
const loaded = [];
for (const file of process.argv.slice(1)) {
  const { checked, problems } = checkRules(await loadDefinition('examples/tutor/' + file, { cwd: process.cwd() }));
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  loaded.push({ pipeline: checked?.pipeline, projects: checked?.projects.map(({ name }) => name), errors });
}
console.log(JSON.stringify(loaded));
`;

interface Action {
  readonly configuration?: Readonly<Record<string, string>>;
  readonly inputArtifacts?: readonly object[];
  readonly outputArtifacts?: readonly object[];
  readonly runOrder?: number;
  readonly namespace?: string;
}

interface Loaded {
  readonly pipeline: {
    readonly name: string;
    readonly stages: readonly { readonly name: string; readonly actions: readonly Action[] }[];
  };
  readonly projects: readonly string[];
  readonly errors: readonly string[];
}

const files = [
  'pipeline.json',
  'typed/tutor-development.config.ts',
  'pipeline-prod.json',
  'typed/tutor-production.config.ts',
  'pipeline-staging.json',
  'typed/tutor-staging.config.ts',
  'typed/library-development.config.ts',
];
const loaded = JSON.parse(
  execFileSync(process.execPath, ['--input-type=module', '--eval', program, ...files], {
    cwd: root,
    encoding: 'utf8',
  }),
) as readonly Loaded[];
const [development, typedDevelopment, production, typedProduction, staging, typedStaging, library] = loaded;

/** As it counts: what is left out has its default, and texts of JSON are what they say. */
function meaning({ configuration = {}, inputArtifacts = [], outputArtifacts = [], ...action }: Action) {
  const { EnvironmentVariables = '[]', ParameterOverrides = '{}', ...texts } = configuration;
  const variables = (JSON.parse(EnvironmentVariables) as readonly object[]).map((variable) => ({
    type: 'PLAINTEXT',
    ...variable,
  }));
  const overrides: unknown = JSON.parse(ParameterOverrides);
  const { namespace: _, ...others } = action;
  return { runOrder: 1, ...others, texts, variables, overrides, inputArtifacts, outputArtifacts };
}

function meaningOf(found: Loaded | undefined): unknown {
  if (found === undefined) throw new Error('the file was not loaded');
  const { stages, ...pipeline } = found.pipeline;
  return {
    ...pipeline,
    stages: stages.map(({ actions, ...stage }) => ({ ...stage, actions: actions.map(meaning) })),
  };
}

// shows: S0-171
test('the pipelines in TypeScript are those in JSON', () => {
  expect(loaded.map(({ errors }) => errors)).toEqual(loaded.map(() => []));
  expect(meaningOf(typedDevelopment)).toEqual(meaningOf(development));
  expect(meaningOf(typedProduction)).toEqual(meaningOf(production));
  expect(meaningOf(typedStaging)).toEqual(meaningOf(staging));
});

// shows: S0-001
test('a second project has the same pipeline under its own names, and chooses to be delivered as a stack', () => {
  if (library === undefined) throw new Error('the file was not loaded');
  expect(library.pipeline.name).toBe('library-system-pipeline-dev');
  expect(library.projects).toEqual(['library-system-build', 'library-system-frontend', 'library-system-e2e']);
  expect(JSON.stringify(library)).not.toContain('tutor');
  const stages = library.pipeline.stages.map(({ name }) => name);
  expect(stages).toEqual(['Source', 'Build', 'Deploy-Infrastructure', 'Migrate', 'Deploy-Frontend', 'Test']);
  const stack = library.pipeline.stages[2]?.actions[1];
  expect(stack?.configuration?.['TemplatePath']).toBe('infrastructure::infrastructure/sam/template.yml');
  expect(stack?.inputArtifacts).toContainEqual({ name: 'lambda_package' });
});
