// The systems of examples/ as they are shipped: what AWS's and Terraform's own tools say of it, and what an account has of it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeProject, type Project } from '../rig/project.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');

/** Each pipeline that is delivered; the sensor backend is delivered by a workflow and has none. */
const definitions = [
  'cicd-demo/pipeline.json',
  'cloud-health-dashboard/pipeline.json',
  'cloud-health-dashboard/pipeline-ecs.json',
  'ecommerce-platform/pipeline.json',
  'tutor/pipeline.json',
].map((name) => [name, join(examples, name)] as const);

/** One account for all: what one of them left would be in the way of the next. */
let app: Project;
beforeAll(() => {
  app = makeProject();
});
afterAll(async () => app[Symbol.asyncDispose]());

const state = ['--state', '.slipway'] as const;

async function written(path: string, format: string, ...more: readonly string[]): Promise<string> {
  const { stdout, status } = await app.run('ship', path, '--dry-run', '--format', format, ...more);
  expect(status).toBe(0);
  return stdout;
}

async function ship(path: string): Promise<{ readonly stack: string; readonly changes: readonly object[] }> {
  const { stdout, stderr, status } = await app.run('ship', path, ...state, '--yes', '--json');
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return JSON.parse(stdout) as { readonly stack: string; readonly changes: readonly object[] };
}

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, string>> }>
  >;
}

function tagsOfProjects({ Resources }: Template): readonly object[] {
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::CodeBuild::Project')
    .map(({ Properties: { Name, Tags } }) => ({ Name, Tags }))
    .toSorted((one, other) => (String(one.Name) < String(other.Name) ? -1 : 1));
}

describe('the account of this machine', () => {
  test.each(definitions)('%s is shipped, is as it says, and leaves nothing', async (_, path) => {
    const { stack, changes } = await ship(path);
    expect(changes.length).toBeGreaterThan(3);
    expect((await ship(path)).changes).toEqual([]);
    expect(await app.run('diff', path, ...state)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('No differences'),
    });
    const template = JSON.parse(await written(path, 'cloudformation')) as Template;
    const pipeline = Object.values(template.Resources).find(
      ({ Type }) => Type === 'AWS::CodePipeline::Pipeline',
    );
    const imported = `imported/${stack}`;
    const name = pipeline?.Properties['Name'] ?? '';
    expect(await app.run('import', name, '--out', imported, ...state)).toMatchObject({ status: 0 });
    const again = await app.run('diff', imported, ...state);
    expect({ again: again.stdout + again.stderr, status: again.status }).toMatchObject({
      again: expect.stringContaining('No differences'),
      status: 0,
    });
    const tagged = JSON.parse(await written(imported, 'cloudformation')) as Template;
    expect(tagsOfProjects(tagged)).toEqual(tagsOfProjects(template));
    const ended = await app.run('unship', stack, ...state, '--delete-data', '--yes');
    expect(ended.status).toBe(0);
    const left = await app.run('status', '--resources', '--json', ...state);
    expect(JSON.parse(left.stdout)).toEqual({ resources: [] });
  });
});

describe('the linter of CloudFormation', () => {
  const venv = mkdtempSync('/var/tmp/slipway-cfn-lint-');
  afterAll(() => rmSync(venv, { recursive: true }));
  const run = (program: string, ...args: readonly string[]) =>
    spawnSync(program, args, { encoding: 'utf8', timeout: 300_000 });

  test('finds nothing in the templates of all, nor in that of the role of a workflow', async ({ skip }) => {
    const isMade = run('python3', '-m', 'venv', venv).status === 0;
    const pip = join(venv, 'bin', 'pip');
    if (!isMade || run(pip, 'install', '--quiet', 'cfn-lint==1.58.0').status !== 0)
      skip('pip installs no cfn-lint here');
    const files: string[] = [];
    for (const [name, path] of definitions)
      for (const format of ['cloudformation', 'cloudformation-yaml', 'github-role']) {
        const extension = format === 'cloudformation' ? 'json' : 'yml';
        const file = join(venv, `${name.replaceAll('/', '-')}.${format}.${extension}`);
        writeFileSync(file, await written(path, format));
        files.push(file);
      }
    for (const [name, path] of definitions) {
      const file = join(venv, `${name.replaceAll('/', '-')}.targets.json`);
      writeFileSync(file, await written(path, 'cloudformation', '--targets', '--watching'));
      files.push(file);
    }
    const bootstrap = join(venv, 'bootstrap.json');
    writeFileSync(bootstrap, (await app.run('bootstrap', '--dry-run', '--github', 'octo-org/shop')).stdout);
    files.push(bootstrap);
    const linter = join(venv, 'bin', 'cfn-lint');
    const { stdout, stderr, status } = run(linter, '--region', 'us-east-1', '--', ...files);
    expect({ status, text: `${stdout}${stderr}` }).toEqual({ status: 0, text: '' });
  });
});

describe('Terraform', () => {
  const folder = mkdtempSync('/var/tmp/slipway-terraform-');
  afterAll(() => rmSync(folder, { recursive: true }));
  const terraform = (...args: readonly string[]) =>
    spawnSync('terraform', args, { cwd: folder, encoding: 'utf8', timeout: 300_000 });

  // shows: S3-162
  test('takes the configurations of all', async ({ skip }) => {
    let isReady = false;
    for (const [name, path] of definitions) {
      writeFileSync(join(folder, 'main.tf.json'), await written(path, 'terraform'));
      isReady ||= terraform('init', '-input=false').status === 0;
      if (!isReady) skip('terraform finds no provider here');
      const { valid, diagnostics } = JSON.parse(terraform('validate', '-json').stdout) as {
        readonly valid: boolean;
        readonly diagnostics: readonly object[];
      };
      expect({ name, valid, diagnostics }).toEqual({ name, valid: true, diagnostics: [] });
    }
  });
});
