// A thousand workflows as repositories have them: each of some jobs of these kinds, with names, versions and commands of its own.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

type Step = Readonly<Record<string, unknown>>;
type Job = (turn: number) => { readonly [key: string]: unknown; readonly steps?: readonly Step[] };

const e = (text: string): string => `\${{ ${text} }}`;

/** One of them, another one at each turn. */
function pick<T>(turn: number, ...values: readonly [T, ...T[]]): T {
  return values[turn % values.length] ?? values[0];
}

const checkout: Step = { uses: 'actions/checkout@v4', with: { 'fetch-depth': 0 } };

const credentials: Step = {
  name: 'Configure AWS credentials',
  uses: 'aws-actions/configure-aws-credentials@v4',
  with: { 'role-to-assume': e('vars.ROLE'), 'aws-region': e('env.AWS_REGION') },
};

/** Lines as long as those of scripts are. */
function script(turn: number, ...lines: readonly string[]): string {
  const checks = Array.from(
    { length: turn % 5 },
    (_, index) => `test -n "$VALUE_${index}" || { echo "VALUE_${index} is not set"; exit 1; }`,
  );
  return [...lines, ...checks, ''].join('\n');
}

const node: Job = (turn) => ({
  'runs-on': e('matrix.os'),
  strategy: {
    'fail-fast': turn % 2 === 0,
    matrix: {
      os: ['ubuntu-latest', 'macos-latest', 'windows-latest'],
      node: [20, 22, 24],
      exclude: [{ os: 'macos-latest', node: 20 }],
      include: [{ os: 'ubuntu-latest', node: 24, coverage: true }],
    },
  },
  steps: [
    checkout,
    { uses: 'actions/setup-node@v4', with: { 'node-version': e('matrix.node'), cache: 'npm' } },
    { run: 'npm ci' },
    { name: 'Lint', run: 'npm run lint', if: "matrix.os == 'ubuntu-latest'" },
    { name: 'Test', id: 'test', run: script(turn, 'npm test -- --ci', 'npm run build --if-present') },
    {
      if: "failure() && steps.test.outcome == 'failure'",
      uses: 'actions/upload-artifact@v4',
      with: { name: `logs-${e('matrix.os')}-${e('matrix.node')}`, path: 'logs/**', 'retention-days': 3 },
    },
  ],
});

const python: Job = (turn) => ({
  'runs-on': 'ubuntu-24.04',
  'timeout-minutes': 10 + (turn % 20),
  services: {
    postgres: {
      image: 'postgres:16',
      env: { POSTGRES_PASSWORD: e('secrets.DATABASE_PASSWORD') },
      ports: ['5432:5432'],
      options: '--health-cmd pg_isready --health-interval 5s --health-retries 5',
    },
  },
  strategy: { matrix: { version: ['3.11', '3.12', '3.13'] } },
  env: { DATABASE_URL: 'postgres://postgres@localhost:5432/test', PYTHONUNBUFFERED: 1 },
  steps: [
    checkout,
    { uses: 'actions/setup-python@v5', with: { 'python-version': e('matrix.version'), cache: 'pip' } },
    {
      name: 'Install',
      run: script(turn, 'python -m pip install --upgrade pip', 'pip install -r requirements.txt'),
    },
    {
      name: 'Test',
      run: 'python -m pytest --junitxml=report.xml --cov=src',
      'working-directory': pick(turn, 'backend', 'api', 'service'),
    },
    { if: 'always()', uses: 'codecov/codecov-action@v5', with: { files: 'coverage.xml' } },
  ],
});

const image: Job = (turn) => ({
  'runs-on': 'ubuntu-latest',
  permissions: { contents: 'read', packages: 'write', 'id-token': 'write' },
  outputs: { digest: e('steps.build.outputs.digest') },
  steps: [
    checkout,
    { uses: 'docker/setup-qemu-action@v3' },
    { uses: 'docker/setup-buildx-action@v3' },
    {
      id: 'meta',
      uses: 'docker/metadata-action@v5',
      with: {
        images: `ghcr.io/${e('github.repository')}`,
        tags: 'type=ref,event=branch\ntype=semver,pattern={{version}}\ntype=sha\n',
      },
    },
    {
      uses: 'docker/login-action@v3',
      with: { registry: 'ghcr.io', username: e('github.actor'), password: e('secrets.GITHUB_TOKEN') },
    },
    {
      id: 'build',
      uses: 'docker/build-push-action@v6',
      with: {
        context: pick(turn, '.', './app', './server'),
        push: e("github.event_name != 'pull_request'"),
        tags: e('steps.meta.outputs.tags'),
        labels: e('steps.meta.outputs.labels'),
        'cache-from': 'type=gha',
        'cache-to': 'type=gha,mode=max',
      },
    },
  ],
});

const terraform: Job = (turn) => ({
  'runs-on': 'ubuntu-latest',
  environment: { name: pick(turn, 'production', 'staging'), url: e('steps.apply.outputs.url') },
  concurrency: { group: `terraform-${e('github.ref')}`, 'cancel-in-progress': false },
  permissions: { contents: 'read', 'id-token': 'write' },
  defaults: { run: { 'working-directory': 'infrastructure' } },
  steps: [
    checkout,
    credentials,
    {
      uses: 'hashicorp/setup-terraform@v3',
      with: { terraform_version: `1.${5 + (turn % 6)}.0`, terraform_wrapper: false },
    },
    { run: 'terraform fmt -check -recursive' },
    { run: 'terraform init -input=false' },
    {
      id: 'plan',
      run: 'terraform plan -input=false -no-color -out=plan',
      env: { TF_VAR_image: e('github.sha') },
    },
    {
      id: 'apply',
      if: "github.ref == 'refs/heads/main' && github.event_name == 'push'",
      run: script(
        turn,
        'terraform apply -input=false plan',
        'echo "url=$(terraform output -raw url)" >> "$GITHUB_OUTPUT"',
      ),
    },
  ],
});

const ecs: Job = (turn) => ({
  'runs-on': 'ubuntu-latest',
  permissions: { contents: 'read', 'id-token': 'write' },
  steps: [
    checkout,
    credentials,
    { id: 'login', uses: 'aws-actions/amazon-ecr-login@v2' },
    {
      id: 'image',
      env: { REGISTRY: e('steps.login.outputs.registry'), TAG: e('github.sha') },
      run: script(
        turn,
        'docker build -t "$REGISTRY/app:$TAG" .',
        'docker push "$REGISTRY/app:$TAG"',
        'echo "image=$REGISTRY/app:$TAG" >> "$GITHUB_OUTPUT"',
      ),
    },
    {
      id: 'task',
      uses: 'aws-actions/amazon-ecs-render-task-definition@v1',
      with: {
        'task-definition': 'task.json',
        'container-name': 'app',
        image: e('steps.image.outputs.image'),
      },
    },
    {
      uses: 'aws-actions/amazon-ecs-deploy-task-definition@v2',
      with: {
        'task-definition': e('steps.task.outputs.task-definition'),
        service: 'app',
        cluster: pick(turn, 'main', 'web'),
        'wait-for-service-stability': true,
      },
    },
  ],
});

const go: Job = (turn) => ({
  'runs-on': pick(turn, 'ubuntu-latest', 'ubuntu-22.04', 'macos-15'),
  steps: [
    checkout,
    { uses: 'actions/setup-go@v5', with: { 'go-version-file': 'go.mod' } },
    {
      uses: 'actions/cache@v4',
      with: {
        path: '~/go/pkg/mod',
        key: `go-${e('runner.os')}-${e("hashFiles('**/go.sum')")}`,
        'restore-keys': `go-${e('runner.os')}-`,
      },
    },
    { run: 'go vet ./...' },
    {
      name: 'Test',
      run: script(turn, 'go test -race -coverprofile=coverage.txt ./...', 'go tool cover -func=coverage.txt'),
    },
  ],
});

const pages: Job = (turn) => ({
  'runs-on': 'ubuntu-latest',
  permissions: { pages: 'write', 'id-token': 'write' },
  environment: { name: 'github-pages', url: e('steps.deployment.outputs.page_url') },
  steps: [
    checkout,
    { uses: 'actions/configure-pages@v5' },
    { run: script(turn, 'make docs', 'touch site/.nojekyll') },
    { uses: 'actions/upload-pages-artifact@v3', with: { path: 'site' } },
    { id: 'deployment', uses: 'actions/deploy-pages@v4' },
  ],
});

const release: Job = (turn) => ({
  if: "startsWith(github.ref, 'refs/tags/v')",
  'runs-on': 'ubuntu-latest',
  permissions: { contents: 'write' },
  steps: [
    checkout,
    { id: 'version', run: `echo "version=\${GITHUB_REF_NAME#v}" >> "$GITHUB_OUTPUT"`, shell: 'bash' },
    { uses: 'actions/download-artifact@v4', with: { path: 'dist', 'merge-multiple': true } },
    { name: 'Checksums', run: script(turn, 'cd dist', 'sha256sum * > SHA256SUMS') },
    {
      run: 'gh release create "$TAG" dist/* --generate-notes',
      env: {
        GH_TOKEN: e('github.token'),
        TAG: e('github.ref_name'),
        VERSION: e('steps.version.outputs.version'),
      },
    },
  ],
});

const report: Job = () => ({
  if: e('!cancelled()'),
  'runs-on': 'ubuntu-latest',
  steps: [
    {
      run: `echo "${e("contains(needs.*.result, 'failure') && 'failed' || 'passed'")}" >> "$GITHUB_STEP_SUMMARY"`,
    },
    {
      uses: 'actions/github-script@v7',
      with: { script: "core.notice('The run of ' + context.ref + ' is over')\n" },
    },
  ],
});

const kinds = { node, python, image, terraform, ecs, go, pages, release };

const events = (turn: number): Readonly<Record<string, unknown>> => ({
  push: { branches: ['main', `release/${turn % 7}.*`], 'paths-ignore': ['docs/**', '**/*.md'] },
  pull_request: { branches: ['main'], types: ['opened', 'synchronize', 'reopened'] },
  workflow_dispatch: {
    inputs: {
      target: {
        description: 'What is deployed',
        type: 'choice',
        options: ['all', 'app', 'infrastructure'],
        default: 'all',
      },
      verbose: { description: 'With all of the log', type: 'boolean', default: false },
    },
  },
  ...(turn % 3 === 0 ? { schedule: [{ cron: `${turn % 60} ${turn % 24} * * 1-5` }] } : {}),
});

/** The workflow of a number; two numbers have different ones. One in ten has a mistake that a linter finds. */
function workflowOf(turn: number): unknown {
  const names = Object.entries(kinds);
  const count = 1 + (turn % 5);
  const chosen = Array.from(
    { length: count },
    (_, at) => names[(turn * 3 + at * (1 + (turn % 4))) % names.length],
  );
  const jobs: Record<string, unknown> = {};
  for (const [at, entry] of chosen.entries()) {
    if (entry === undefined) continue;
    const [name, job] = entry;
    const before = Object.keys(jobs).at(-1);
    jobs[`${name}-${at}`] = { ...(before === undefined ? {} : { needs: [before] }), ...job(turn + at) };
  }
  const all = Object.keys(jobs);
  if (turn % 10 === 0) all.push('nowhere');
  return {
    name: `Workflow ${turn}`,
    on: events(turn),
    permissions: { contents: 'read' },
    env: { AWS_REGION: pick(turn, 'eu-central-1', 'us-east-1', 'ap-southeast-2'), RUN: e('github.run_id') },
    jobs: { ...jobs, report: { needs: all, ...report(turn) } },
  };
}

/** Writes them into a folder, and gives their paths in it. */
export async function writeWorkflows(folder: string, count: number): Promise<readonly string[]> {
  const workflows = join('.github', 'workflows');
  await mkdir(join(folder, workflows), { recursive: true });
  const paths = Array.from({ length: count }, (_, turn) => join(workflows, `workflow-${turn}.yml`));
  for (const [turn, path] of paths.entries())
    await writeFile(join(folder, path), stringify(workflowOf(turn)));
  return paths;
}
