// What the design of the tutor asks of its operation, by the commands on a copy of it: checks, rights, bills, environments, guides.
import { cpSync, existsSync, globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePattern } from '../../src/model/events/event-pattern.ts';
import { deliveryCauses } from '../../src/ship/explain/delivery-causes.ts';
import { example } from '../rig/example.ts';
import { makeProject, type Project } from '../rig/project.ts';

const tutor = example('tutor');

/** Its folder, as a user has it; nothing of it is changed. */
async function withTutor(use: (app: Project) => Promise<void>): Promise<void> {
  await using app = makeProject();
  cpSync(tutor.folder, app.folder, { recursive: true });
  await use(app);
}

/** A copy with a text of a file replaced. */
function change(app: Project, file: string, before: string, after: string): void {
  const text = app.read(file);
  expect(text).toContain(before);
  app.write(file, text.replace(before, after));
}

interface Action {
  readonly name: string;
  readonly configuration: Readonly<Record<string, string>>;
}

interface Pipeline {
  readonly name: string;
  readonly pipelineType: string;
  readonly artifactStore: { readonly type: string };
  readonly stages: readonly {
    readonly name: string;
    readonly onFailure?: object;
    readonly actions: readonly Action[];
  }[];
}

const environments = {
  development: 'pipeline.json',
  staging: 'pipeline-staging.json',
  production: 'pipeline-prod.json',
} as const;

const pipelineOf = (file: string): Pipeline => (tutor.read(file) as { readonly pipeline: Pipeline }).pipeline;

const actionOf = ({ stages }: Pipeline, name: string): Action | undefined =>
  stages.flatMap(({ actions }) => actions).find((each) => each.name === name);

describe('before a run, lint', () => {
  // shows: S0-175, S0-176
  test('finds a key and a version that the buildspec cannot have, with line, column and what to write', async () => {
    await withTutor(async (app) => {
      change(app, 'buildspec.yml', 'nodejs: 22', 'nodejs: 99');
      change(
        app,
        'buildspec.yml',
        '    commands:\n      - echo Installing',
        '    comands:\n      - echo Installing',
      );
      const { stdout } = await app.run('lint');
      expect(stdout).toMatch(
        /buildspec\.yml:6:15 +warning .* does not carry nodejs 99 \[RuntimeUnavailable\]/,
      );
      expect(stdout).toMatch(/buildspec\.yml:8:5 +warning +"comands" is not a key of an install phase/);
      expect(stdout).toContain('Did you mean "commands"?');
    });
  });

  // shows: S0-179
  test('finds what CloudFormation would refuse of a template, with its line', async () => {
    await withTutor(async (app) => {
      const template = 'infrastructure/cloudformation/main.yml';
      change(app, template, '!GetAtt AuthVersion.Version', '!GetAtt AuthVersoin.Version');
      change(app, template, 'AWS::RDS::DBInstance', 'AWS::RDS::DBInstanze');
      const { stdout } = await app.run('lint');
      expect(stdout).toMatch(
        /references undefined resource AuthVersoin \(infra\S+main\.yml, line \d+, column \d+\)/,
      );
      expect(stdout).toContain('Unrecognized resource types: [AWS::RDS::DBInstanze]');
    });
  });

  // shows: S0-178
  test('reports the right that a role lacks, with the statement that gives it', async () => {
    await withTutor(async (app) => {
      const role = (await rightsOf(app)).find(({ RoleName }) => RoleName === 'tutor-system-build');
      const statements = role?.PolicyDocument.Statement ?? [];
      const kept = statements.filter(({ Action }) => !Action.includes('secretsmanager:GetSecretValue'));
      app.write('build-role-policy.json', {
        ...role,
        PolicyDocument: { Version: '2012-10-17', Statement: kept },
      });
      const { stdout } = await app.run('lint');
      expect(stdout).toContain('[PolicyRightMissing]');
      expect(stdout).toMatch(/Add to Statement: .*secret:tutor-development-test-learner-/);
    });
  });

  test('has nothing against any pipeline, nor against the workflow', async () => {
    await withTutor(async (app) => {
      for (const file of [
        'pipeline.json',
        'pipeline-staging.json',
        'pipeline-sam.json',
        '.github/workflows/deliver.yml',
      ])
        expect((await app.run('lint', file)).stdout).toContain('No findings');
      const production = await app.run('lint', 'pipeline-prod.json');
      expect(production.stdout.match(/\[\w+\]/g)).toEqual(['[DatabaseNeverPauses]']);
    });
  });
});

interface Policy {
  readonly RoleName: string;
  readonly PolicyDocument: {
    readonly Statement: readonly {
      readonly Action: readonly string[];
      readonly Resource: readonly string[];
    }[];
  };
}

async function rightsOf(app: Project): Promise<readonly Policy[]> {
  return JSON.parse((await app.run('plan', '--rights')).stdout) as readonly Policy[];
}

describe('the roles', () => {
  const allowed = (policies: readonly Policy[], role: string, action: string): readonly string[] =>
    policies
      .filter(({ RoleName }) => RoleName === role)
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Action }) => Action.includes(action))
      .flatMap(({ Resource }) => Resource);

  // shows: S0-122, S0-123, S0-124, S0-125, S0-126, S0-127, S0-128, S0-129
  test('may do what the pipeline and its builds need, on the things that they need', async () => {
    await withTutor(async (app) => {
      const policies = await rightsOf(app);
      const build = (action: string) => allowed(policies, 'tutor-system-build', action);
      const own = (action: string) => allowed(policies, 'tutor-system-pipeline', action);
      const artifacts = 'arn:aws:s3:::tutor-system-pipeline-artifacts/*';
      for (const action of ['s3:GetObject', 's3:PutObject']) {
        expect(build(action)).toEqual([artifacts]);
        expect(own(action)).toContain(artifacts);
      }
      expect(build('secretsmanager:GetSecretValue')).toEqual([
        'arn:aws:secretsmanager:*:111122223333:secret:tutor-development-test-learner-??????',
      ]);
      expect(build('logs:PutLogEvents')).toContainEqual(
        expect.stringContaining(':log-group:/aws/codebuild/tutor-system-build:'),
      );
      // No build updates a function, so none may; no action stops a build, so the pipeline may not.
      expect(build('lambda:UpdateFunctionCode')).toEqual([]);
      expect(own('codebuild:StopBuild')).toEqual([]);
      expect(own('codebuild:StartBuild')).toContain(
        'arn:aws:codebuild:*:111122223333:project/tutor-system-build',
      );
      const functions = ['auth', 'migrate', 'progress', 'quiz', 'score', 'upload'];
      expect(own('lambda:UpdateFunctionCode')).toEqual(
        functions.map((name) => `arn:aws:lambda:*:111122223333:function:tutor-development-${name}`),
      );
      expect(own('cloudformation:UpdateStack')).toEqual(
        ['-network', ''].map(
          (end) => `arn:aws:cloudformation:*:111122223333:stack/tutor-development${end}/*`,
        ),
      );
      expect(own('iam:PassRole')).toEqual(['arn:aws:iam::111122223333:role/tutor-system-cloudformation']);
    });
  });
});

interface Line {
  readonly service: string;
  readonly what: string;
  readonly price?: number;
  readonly quantity?: number;
  readonly free: number;
  readonly usd?: number;
}

describe('the bill', () => {
  const linesOf = async (app: Project, ...args: readonly string[]): Promise<readonly Line[]> =>
    (
      JSON.parse((await app.run('plan', '--cost', '--json', ...args)).stdout) as {
        readonly lines: readonly Line[];
      }
    ).lines;

  // shows: S0-056
  test('of both options is the same but for their actions, and has no CodeDeploy', async () => {
    await withTutor(async (app) => {
      const [direct, stack] = [await linesOf(app, 'pipeline.json'), await linesOf(app, 'pipeline-sam.json')];
      const fixed = (lines: readonly Line[]) => lines.filter(({ service }) => !service.startsWith('Code'));
      expect(fixed(direct)).toEqual(fixed(stack));
      expect([...direct, ...stack].some(({ service }) => service === 'CodeDeploy')).toBe(false);
      expect(tutor.text('README.md')).toContain('## Functions by themselves, or as a stack');
    });
  });

  // shows: S0-002
  test('is kept to what is free by a plan that fails, which a delivery can ask first', async () => {
    await withTutor(async (app) => {
      const plan = async () => app.run('plan', '--within-free');
      expect((await plan()).status).toBe(0);
      change(app, 'costs.json', '"functionRequests": 100000', '"functionRequests": 1000001');
      const much = await plan();
      expect([much.status, much.stdout]).toEqual([1, expect.stringContaining('leaves what is free')]);
      change(app, 'costs.json', '"functionRequests": 1000001', '"functionRequests": 100000');
      change(app, 'costs.json', '"databaseHours": 30', '"databaseHours": 300');
      const dear = await plan();
      expect([dear.status, dear.stdout]).toEqual([1, expect.stringContaining('✖ Budget tutor')]);
    });
  });

  // shows: S0-067, S0-144, S0-146, S0-149, S0-150
  test('says what is free for ever, and takes nothing off that is free for a year alone', async () => {
    await withTutor(async (app) => {
      const lines = await linesOf(app);
      const of = (service: string) => lines.find((line) => line.service === service);
      expect(of('CodePipeline')).toMatchObject({ what: 'actions (V2)', free: 100 });
      expect(of('S3')).toMatchObject({ quantity: 2, free: 0, usd: 0.046 });
      expect(of('API Gateway')).toMatchObject({ quantity: 100_000, free: 0, usd: 0.1 });
      expect(pipelineOf('pipeline.json').artifactStore.type).toBe('S3');
      // The pipeline that is free is of the first type, which deploys no functions by itself.
      change(app, 'pipeline.json', '"V2"', '"V1"');
      expect((await app.run('lint')).stdout).toContain(
        'The Deploy action of Lambda needs a pipeline of type V2, and this one is V1 [PipelineTypeTooOld]',
      );
      const alarms = globSync('alarm-*.json', { cwd: tutor.folder });
      expect(alarms.length).toBeLessThanOrEqual(10);
    });
  });
});

describe('the environments', () => {
  // shows: S0-011
  test('develop is delivered to staging, with the memory of production', () => {
    const staging = pipelineOf(environments.staging);
    expect(staging.name).toBe('tutor-system-pipeline-staging');
    expect(actionOf(staging, 'GitHub')?.configuration['BranchName']).toBe('develop');
    expect(actionOf(staging, 'Stack')?.configuration['StackName']).toBe('tutor-staging');
    expect(staging).toMatchObject({
      triggers: [{ gitConfiguration: { push: [{ branches: { includes: ['develop'] } }] } }],
      variables: [{}, {}, { name: 'LAMBDA_MEMORY', defaultValue: '512' }],
    });
  });

  // shows: S0-065, S0-075, S0-079, S0-082, S0-166
  test('have the same stages, builds and templates, and differ in values that their pipelines name', () => {
    const outlines = Object.entries(environments).map(([environment, file]) => {
      const { stages } = pipelineOf(file);
      const outline = JSON.stringify(
        stages
          .filter(({ name }) => name !== 'Approval')
          .map(({ name, actions }) => ({
            name,
            actions: actions.map((action) => [
              action.name,
              action.configuration['ProjectName'],
              action.configuration['TemplatePath'],
            ]),
          })),
      );
      return outline.replaceAll(environment, 'ENVIRONMENT').replaceAll('network-private', 'network');
    });
    expect(new Set(outlines).size).toBe(1);
    const domains = { development: 'dev-api', staging: 'staging-api', production: 'api' };
    for (const [environment, file] of Object.entries(environments)) {
      const stack = JSON.parse(
        actionOf(pipelineOf(file), 'Stack')?.configuration['ParameterOverrides'] ?? '',
      ) as object;
      const name = `${domains[environment as keyof typeof domains]}.tutor-system.com`;
      expect(stack).toMatchObject({
        Environment: environment,
        DomainName: name,
        LambdaMemory: '#{variables.LAMBDA_MEMORY}',
        MinCapacity: '#{variables.AURORA_MIN_CAPACITY}',
      });
      const given = JSON.parse(
        actionOf(pipelineOf(file), 'Build')?.configuration['EnvironmentVariables'] ?? '',
      ) as object;
      expect(given).toEqual([
        { name: 'ENVIRONMENT', value: environment },
        { name: 'AURORA_MIN_CAPACITY', value: '#{variables.AURORA_MIN_CAPACITY}' },
        { name: 'LAMBDA_MEMORY', value: '#{variables.LAMBDA_MEMORY}' },
      ]);
    }
  });

  // shows: S0-062
  test('have a network of their own: public without cost, or private with endpoints', () => {
    const types = (file: string) =>
      [...tutor.text(`infrastructure/cloudformation/${file}`).matchAll(/^ {4}Type: (AWS::\S+)$/gm)].map(
        ([, type]) => type,
      );
    for (const file of ['network.yml', 'network-private.yml'])
      for (const type of [
        'AWS::EC2::VPC',
        'AWS::EC2::Subnet',
        'AWS::EC2::SecurityGroup',
        'AWS::RDS::DBSubnetGroup',
      ])
        expect(types(file)).toContain(type);
    expect(types('network-private.yml').filter((type) => type === 'AWS::EC2::VPCEndpoint')).toHaveLength(4);
    expect(types('network-private.yml')).not.toContain('AWS::EC2::InternetGateway');
    const networks = Object.values(environments).map(
      (file) => actionOf(pipelineOf(file), 'Network')?.configuration['TemplatePath'] ?? '',
    );
    expect(networks.map((path) => path.split('/').at(-1))).toEqual([
      'network.yml',
      'network.yml',
      'network-private.yml',
    ]);
    for (const template of ['cloudformation/main.yml', 'sam/template.yml'])
      expect(tutor.text(`infrastructure/${template}`)).toContain('VpcConfig: !If');
  });
});

describe('watching', () => {
  // shows: S0-134
  test('has an alarm on a failed execution, and one on the errors of each function, which its deployment watches', () => {
    expect(tutor.read('alarm-pipeline-failure.json')).toMatchObject({
      MetricName: 'FailedPipelineExecutions',
      Dimensions: [{ Name: 'PipelineName', Value: pipelineOf(environments.production).name }],
      Threshold: 1,
    });
    const deploy = pipelineOf(environments.production).stages.find(
      ({ name }) => name === 'Deploy-Application',
    );
    expect(deploy?.onFailure).toEqual({ result: 'ROLLBACK' });
    for (const { name, configuration } of deploy?.actions ?? []) {
      const alarm = tutor.read(`alarm-errors-${name.toLowerCase()}.json`);
      expect(alarm).toMatchObject({ AlarmName: configuration['Alarms'], MetricName: 'Errors' });
    }
  });

  // shows: S0-136
  test('notifies of an execution that is a rollback, and of no other', () => {
    const { notifications } = tutor.read('notifications.json') as {
      readonly notifications: readonly { readonly name: string; readonly eventPattern: object }[];
    };
    const found = notifications.find(({ name }) => name === 'deployment-rollbacks');
    const matches = parsePattern(found?.eventPattern);
    if ('failed' in matches) throw new Error('the pattern cannot be read');
    const event = (type: string) => ({
      source: 'aws.codepipeline',
      detail: { state: 'STARTED', 'execution-trigger': { 'trigger-type': type } },
    });
    expect(
      ['AutomatedRollback', 'ManualRollback', 'Webhook'].map((type) => matches.matches(event(type))),
    ).toEqual([true, true, false]);
  });
});

describe('the way in', () => {
  // shows: S0-160, S0-193
  test('goes stage by stage: the pipeline may end after any of them', async () => {
    await withTutor(async (app) => {
      const { pipeline } = tutor.read('pipeline.json') as { readonly pipeline: Pipeline };
      for (let count = 2; count < pipeline.stages.length; count += 1) {
        app.write('pipeline.json', { pipeline: { ...pipeline, stages: pipeline.stages.slice(0, count) } });
        const { status, stdout } = await app.run('lint');
        expect([count, status, stdout.match(/ error /g)]).toEqual([count, 0, null]);
      }
    });
    expect(tutor.text('DEPLOYING.md')).toContain('may end after any stage');
  });

  // shows: S0-022, S0-159, S0-173
  test('begins with a folder that has a package, a README and no pipeline: init writes one that lint has nothing against', async () => {
    await withTutor(async (app) => {
      for (const file of ['package.json', 'README.md']) expect(existsSync(join(app.folder, file))).toBe(true);
      for (const file of globSync('{*.json,buildspec*.yml,.github,design,typed,src/frontend}', {
        cwd: tutor.folder,
      }))
        if (!file.startsWith('package')) rmSync(join(app.folder, file), { recursive: true });
      const asked = await app.feed('n\n', 'init');
      expect([asked.status, existsSync(join(app.folder, 'pipeline.json'))]).toEqual([2, false]);
      const written = JSON.parse((await app.run('init', '--yes', '--json')).stdout) as object;
      expect(written).toMatchObject({
        written: ['pipeline.json', 'codebuild-project.json', 'buildspec.yml'],
      });
      expect((await app.run('lint')).stdout).toContain('No findings');
    });
  });

  // shows: S0-008
  test('leads over a connection by an app of GitHub, and an execution before its handshake is explained', () => {
    expect(tutor.text('DEPLOYING.md')).toMatch(/GitHub\s+App/);
    const message = 'Connection arn:aws:codeconnections:us-east-1:111122223333:connection/a is not available';
    expect(deliveryCauses.find(({ text }) => text.test(message))?.means).toContain('it is PENDING');
  });

  // shows: S0-194
  test('prepares the account once, and a second time changes nothing', async () => {
    await withTutor(async (app) => {
      const args = ['bootstrap', '--github', 'your-username/tutor-system', '--yes', '--json'];
      const first = JSON.parse((await app.run(...args)).stdout) as { readonly changes: readonly object[] };
      expect(first.changes.length).toBeGreaterThan(3);
      const second = JSON.parse((await app.run(...args)).stdout) as { readonly changes: readonly object[] };
      expect(second.changes).toEqual([]);
    });
  });

  // shows: S0-172, S0-174, S0-195
  test('has a guide to deploy it, its practices and its lessons, from the README on', () => {
    for (const page of ['DEPLOYING.md', 'PRACTICES.md'])
      expect(tutor.text('README.md')).toContain(`(${page})`);
    expect(tutor.text('PRACTICES.md')).toMatch(/^## Practices$[^]*^## Lessons$/m);
    expect(tutor.text('DEPLOYING.md')).toMatch(/^## 1\. A build$[^]*^## When something fails$/m);
  });
});
