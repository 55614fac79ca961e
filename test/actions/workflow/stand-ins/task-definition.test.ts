// What the actions for ECS make of a task definition, and what they take for the end of a deployment.
import { describe, expect, test } from 'vitest';
import { registered } from '../../../../src/actions/workflow/stand-ins/amazon-ecs-deploy-task-definition/written-definition.ts';
import { endOfDeployment } from '../../../../src/actions/workflow/stand-ins/amazon-ecs-deploy-task-definition/wait-for-deployment.ts';
import { render } from '../../../../src/actions/workflow/stand-ins/amazon-ecs-render-task-definition/render.ts';

const described = {
  family: 'web',
  revision: 3,
  status: 'ACTIVE',
  taskDefinitionArn: 'arn',
  containerDefinitions: [
    { name: 'app', image: 'old', environment: [{ name: 'A', value: '1' }] },
    { name: 'side', image: 'other' },
  ],
};

const chosen = { 'container-name': 'app', image: 'new' };

function containers(inputs: Readonly<Record<string, string>>) {
  const rendered = render(described, { ...chosen, ...inputs });
  return 'failed' in rendered ? rendered.failed : rendered.definition['containerDefinitions'];
}

describe('a task definition is rendered', () => {
  test('with the image in the container of that name, and without what ECS alone sets', () => {
    expect(render(described, chosen)).toEqual({
      definition: {
        family: 'web',
        containerDefinitions: [
          { ...described.containerDefinitions[0], image: 'new' },
          described.containerDefinitions[1],
        ],
      },
    });
  });

  test('with what else the inputs change in the container', () => {
    const inputs = {
      'environment-variables': 'A=2\n\n B=x=y \n',
      secrets: 'KEY=arn:aws:ssm:key',
      'log-configuration-log-driver': 'awslogs',
      'log-configuration-options': 'awslogs-group=/ecs/web',
      'docker-labels': 'team=core',
      'env-files': 'arn:aws:s3:::b/.env',
      command: 'serve --fast',
    };
    expect(containers(inputs)).toEqual([
      {
        name: 'app',
        image: 'new',
        environment: [
          { name: 'A', value: '2' },
          { name: 'B', value: 'x=y' },
        ],
        secrets: [{ name: 'KEY', valueFrom: 'arn:aws:ssm:key' }],
        logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/web' } },
        dockerLabels: { team: 'core' },
        environmentFiles: [{ value: 'arn:aws:s3:::b/.env', type: 's3' }],
        command: ['serve', '--fast'],
      },
      { name: 'side', image: 'other' },
    ]);
  });

  test('with several containers at once', () => {
    expect(containers({ 'container-name': 'app,side' })).toEqual([
      expect.objectContaining({ name: 'app', image: 'new' }),
      { name: 'side', image: 'new' },
    ]);
  });

  test.each([
    [{ 'container-name': 'ap' }, 'Could not find container definition with matching name "ap"'],
    [{ 'container-name': 'app,' }, 'Invalid format for container name'],
    [{ 'environment-variables': 'A' }, "Cannot parse the environment-variables 'A'"],
    [{ 'log-configuration-log-driver': 'paper' }, "'paper' is invalid logConfigurationLogDriver"],
    [{ 'task-role-arn': 'web' }, 'Invalid taskRoleArn format'],
  ])('or refused: %j', (inputs, message) => {
    expect(containers(inputs)).toContain(message);
  });
});

test('a file is registered without what is empty or ECS’s own, but for keys that are kept', () => {
  const written = {
    ...described,
    tags: [],
    volumes: [null, { name: 'v', host: {} }],
    containerDefinitions: [{ name: 'app', image: 'i', command: [], environment: [{ name: 'E', value: '' }] }],
  };
  expect(registered(written, ['tags'])).toEqual({
    family: 'web',
    tags: [],
    volumes: [{ name: 'v' }],
    containerDefinitions: [{ name: 'app', image: 'i', environment: [{ name: 'E', value: '' }] }],
  });
});

describe('a deployment has ended', () => {
  const now = (deployments: readonly Readonly<Record<string, string>>[]) => ({
    deployments,
    events: [{ message: '(service web) (task 1) failed: Essential container in task exited' }],
  });
  const own = { id: 'own', status: 'PRIMARY', rolloutState: 'COMPLETED' };
  const before = { id: 'before', status: 'PRIMARY', rolloutState: 'COMPLETED', taskDefinition: 'web:1' };

  test.each([
    ['not while it is under way', [{ ...own, rolloutState: 'IN_PROGRESS' }], undefined],
    ['not while tasks of the one before run', [own, { ...before, status: 'ACTIVE' }], undefined],
    ['not while a rollback is under way', [{ ...before, rolloutState: 'IN_PROGRESS' }], undefined],
    ['when it is the only one and complete', [own], 'success'],
    ['badly when the service runs what it ran before', [before], 'failure'],
    [
      'badly when it failed and there is nothing to go back to',
      [{ ...own, rolloutState: 'FAILED' }],
      'failure',
    ],
  ])('%s', (_title, deployments, outcome) => {
    expect(endOfDeployment(now(deployments), { id: 'own', service: 'web' })?.end.outcome).toBe(outcome);
  });

  test('and a rollback says what the service runs again, and why', () => {
    expect(endOfDeployment(now([before]), { id: 'own', service: 'web' })).toMatchObject({
      end: {
        failure: {
          message: expect.stringMatching(/was rolled back.*web:1 again.*Essential container/) as string,
        },
      },
    });
  });
});
