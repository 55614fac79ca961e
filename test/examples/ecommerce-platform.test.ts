// What the definition of the e-commerce platform says, as its REQUIREMENTS.md asks.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { example } from '../rig/example.ts';

const shop = example('ecommerce-platform');
const name = 'futureim-ecommerce-ai-platform';

interface Action {
  readonly name: string;
  readonly actionTypeId: { readonly provider: string };
  readonly configuration: Readonly<Record<string, string>>;
  readonly inputArtifacts?: readonly { readonly name: string }[];
  readonly outputArtifacts: readonly { readonly name: string }[];
  readonly runOrder?: number;
}

interface Pipeline {
  readonly name: string;
  readonly artifactStore: { readonly location: string; readonly encryptionKey: { readonly type: string } };
  readonly stages: readonly { readonly name: string; readonly actions: readonly Action[] }[];
}

interface BuildProject {
  readonly name: string;
  readonly environment: {
    readonly image: string;
    readonly environmentVariables: readonly { readonly name: string; readonly value: string }[];
  };
  readonly logsConfig: { readonly cloudWatchLogs: { readonly groupName: string } };
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

interface Buildspec {
  readonly phases: Readonly<
    Record<
      string,
      {
        readonly commands: readonly string[];
        readonly 'runtime-versions'?: Readonly<Record<string, unknown>>;
      }
    >
  >;
}

const files = { dev: 'pipeline.json', prod: 'pipeline-prod.json' };

function pipelineOf(environment: 'dev' | 'prod'): Pipeline {
  return (shop.read(files[environment]) as { readonly pipeline: Pipeline }).pipeline;
}

const { projects } = shop.read('build-projects.json') as { readonly projects: readonly BuildProject[] };

function commandsOf(file: string): readonly string[] {
  const { phases } = shop.read(file) as Buildspec;
  return Object.values(phases).flatMap(({ commands }) => commands);
}

const terraform = globSync('terraform/*.tf', { cwd: shop.folder })
  .map((file) => readFileSync(join(shop.folder, file), 'utf8'))
  .join('\n');

describe.each(['dev', 'prod'] as const)('the pipeline of %s', (environment) => {
  const pipeline = pipelineOf(environment);
  const actions = pipeline.stages.flatMap((stage) => stage.actions);

  // shows: S1-001, S1-004, S1-006, S1-041, S1-042, S1-087
  test('takes branch master of its repository over a connection to GitHub, into its own bucket', () => {
    expect(pipeline.name).toBe(`${name}-pipeline-${environment}`);
    expect(pipeline.artifactStore).toMatchObject({
      location: `${name}-pipeline-artifacts-${environment}`,
      encryptionKey: { type: 'KMS' },
    });
    expect(actions[0]).toMatchObject({
      actionTypeId: { provider: 'CodeStarSourceConnection' },
      configuration: { FullRepositoryId: 'futureimadmin/hackathons', BranchName: 'master' },
      outputArtifacts: [{ name: 'source_output' }],
    });
  });

  // shows: S1-044, S1-051, S1-056, S1-061
  test('has four builds, whose projects are named by their environment', () => {
    expect(actions.slice(1).map(({ configuration }) => configuration['ProjectName'])).toEqual(
      ['infrastructure', 'java-lambda', 'python-lambdas', 'frontend'].map(
        (part) => `${name}-${part}-${environment}`,
      ),
    );
    for (const { configuration } of actions.slice(1)) {
      const project = projects.find((each) => each.name === configuration['ProjectName']);
      expect(project?.environment.environmentVariables).toContainEqual({
        name: 'ENVIRONMENT',
        value: environment,
        type: 'PLAINTEXT',
      });
    }
  });

  // shows: S1-018, S1-035, S1-055, S1-060, S1-064, S1-099
  test('gives the source to all builds, and what the infrastructure says to the front end alone', () => {
    const flow = actions.map(({ name: action, inputArtifacts = [], outputArtifacts }) => [
      action,
      inputArtifacts.map((each) => each.name),
      outputArtifacts.map((each) => each.name),
    ]);
    expect(flow).toEqual([
      ['Source', [], ['source_output']],
      ['Infrastructure', ['source_output'], ['infrastructure_output']],
      ['JavaLambda', ['source_output'], ['java_lambda_output']],
      ['PythonLambdas', ['source_output'], ['python_lambdas_output']],
      ['Frontend', ['source_output', 'infrastructure_output'], ['frontend_output']],
    ]);
    expect(actions.at(-1)?.configuration['PrimarySource']).toBe('source_output');
  });

  // shows: S1-019
  test('builds both kinds of functions side by side', () => {
    const [java, python] = pipeline.stages[2]?.actions ?? [];
    expect(java?.runOrder).toBe(python?.runOrder);
  });
});

// shows: S1-106, S1-107, S1-108, S1-109
test('each project has a log group of its own name', () => {
  for (const project of projects)
    expect(project.logsConfig.cloudWatchLogs.groupName).toBe(`/aws/codebuild/${project.name}`);
});

// shows: S1-045, S1-052
test('builds run on Amazon Linux 2 with Python 3.11 and Java 17', () => {
  for (const { environment } of projects)
    expect(environment.image).toBe('aws/codebuild/amazonlinux2-x86_64-standard:5.0');
  const runtimes = (file: string) => (shop.read(file) as Buildspec).phases['install']?.['runtime-versions'];
  expect(runtimes('buildspec-infrastructure.yml')).toEqual({ python: 3.11 });
  expect(runtimes('buildspec-java-lambda.yml')).toEqual({ java: 'corretto17' });
});

// shows: S1-009, S1-017, S1-047, S1-048, S1-049
test('the infrastructure is initialised with a state in S3, planned with the variables of its environment, and applied as planned', () => {
  const commands = commandsOf('buildspec-infrastructure.yml');
  const steps = commands.filter((command) => /^terraform (init|plan|apply|output)/.test(command));
  expect(steps.map((command) => command.split(' ')[1])).toEqual([
    'init',
    'plan',
    'apply',
    'output',
    'output',
  ]);
  expect(steps[0]).toContain('key=$ENVIRONMENT/terraform.tfstate');
  expect(steps[1]).toContain('-var-file="$ENVIRONMENT.tfvars" -out=plan.tfplan');
  expect(steps[2]).toMatch(/plan\.tfplan$/);
  expect(steps[3]).toContain('api_gateway_url.txt');
  expect(terraform).toContain('backend "s3"');
});

// shows: S1-010, S1-011
test('the two environments have networks of their own', () => {
  expect(shop.text('terraform/dev.tfvars')).toContain('"10.0.0.0/16"');
  expect(shop.text('terraform/prod.tfvars')).toContain('"10.1.0.0/16"');
});

// shows: S1-012
test('the API has more than sixty endpoints, each once, and each of its service', () => {
  const services = shop.read('terraform/services.json') as Readonly<Record<string, readonly string[]>>;
  const endpoints = Object.values(services).flat();
  expect(endpoints.length).toBeGreaterThan(60);
  expect(new Set(endpoints).size).toBe(endpoints.length);
  expect(Object.keys(services)).toHaveLength(7);
  for (const [service, own] of Object.entries(services))
    for (const endpoint of own)
      expect(endpoint).toMatch(new RegExp(`^\\w+ ${service.replace('auth-service', 'auth')}/`));
});

test('every endpoint of a Python service is a route of it, and every route an endpoint', () => {
  const services = shop.read('terraform/services.json') as Readonly<Record<string, readonly string[]>>;
  for (const [service, endpoints] of Object.entries(services)) {
    if (service === 'auth-service') continue;
    const source = shop.text(`python-services/services/${service.replaceAll('-', '_')}.py`);
    const routes = [...source.matchAll(/@service\.route\("(\w+)", "([^"]+)"\)/g)].map(
      ([, method = '', path = '']) => `${method} ${service}/${path}`,
    );
    expect([`GET ${service}/health`, ...routes].toSorted()).toEqual(endpoints.toSorted());
  }
});

// shows: S1-030, S1-031, S1-032, S1-033, S1-034, S1-065
test('the front end is built with the address of the API, synchronised to its bucket, and then invalidated', () => {
  const commands = commandsOf('buildspec-frontend.yml').join('\n');
  const order = [
    'npm ci',
    '> .env.production',
    'npm run build',
    'aws s3 sync --delete',
    'scripts/invalidate.sh',
  ];
  const places = order.map((part) => commands.indexOf(part));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(shop.text('scripts/invalidate.sh')).toContain('create-invalidation');
});

// shows: S1-054, S1-058
test('a function is created when it is missing, and updated when it is there', () => {
  const script = shop.text('scripts/deploy-function.sh');
  expect(script).toContain('aws lambda create-function');
  expect(script).toContain('aws lambda update-function-code');
});

// shows: S1-115
test('what Terraform makes has the tags of the project, and so have the builds', () => {
  for (const tag of ['Project', 'Environment', 'ManagedBy', 'System'])
    expect(terraform).toMatch(new RegExp(`${tag} +=`));
  for (const { tags } of projects)
    expect(tags.map(({ key }) => key)).toEqual(['Project', 'Environment', 'System']);
});
