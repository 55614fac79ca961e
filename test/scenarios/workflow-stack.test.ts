// The action that deploys a stack, in a workflow that runs here.
import { expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';

const workflow = {
  on: 'workflow_dispatch',
  jobs: {
    deploy: {
      'runs-on': 'ubuntu-latest',
      permissions: { 'id-token': 'write' },
      steps: [
        { uses: 'actions/checkout@v4' },
        {
          uses: 'aws-actions/configure-aws-credentials@v4',
          with: { 'role-to-assume': 'arn:aws:iam::111122223333:role/deploy', 'aws-region': 'us-east-1' },
        },
        {
          id: 'stack',
          uses: 'aws-actions/aws-cloudformation-github-deploy@v1',
          with: { name: 'shop', template: 'stack.yml', 'no-fail-on-empty-changeset': '1' },
        },
        { run: 'echo "it is at ${{ steps.stack.outputs.Address }}"' },
      ],
    },
  },
};

test('outputs of a stack have the address that its API has here, also when the stack has no changes', async () => {
  await using app = makeProject();
  app.write('.github/workflows/deploy.yml', workflow);
  app.write(
    'stack.yml',
    'Resources:\n  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: shop, ProtocolType: HTTP}}\nOutputs: {Address: {Value: !GetAtt Api.ApiEndpoint}}\n',
  );
  const run = async () => app.run('run', '.github/workflows/deploy.yml', '--event', 'workflow_dispatch');
  const addressIn = (text: string) =>
    /it is at (http:\/\/127\.0\.0\.1:\d+\/_aws\/execute-api\/[a-z0-9]{10})$/m.exec(text)?.[1];
  const first = await run();
  expect(first).toMatchObject({ status: 0 });
  expect(addressIn(first.stdout)).toBeDefined();
  const second = await run();
  expect(second.stdout).toContain('No updates are to be performed');
  expect(addressIn(second.stdout)).toBe(addressIn(first.stdout));
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends the wait for a stack, and a stack of a step that runs always is deployed all the same',
  async (signal) => {
    await using app = makeProject();
    const { deploy } = workflow.jobs;
    const [checkout, credentials, stack] = deploy.steps;
    const steps = [
      checkout,
      credentials,
      stack,
      { run: 'echo never' },
      { ...stack, id: 'back', if: 'always()', with: { name: 'taken-back', template: 'other.yml' } },
      { if: 'always()', run: 'echo "cleaned up, the job is ${{ job.status }}"' },
    ];
    app.write('.github/workflows/deploy.yml', { ...workflow, jobs: { deploy: { ...deploy, steps } } });
    app.write(
      'stack.yml',
      'Resources:\n  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}\n  Never: {Type: AWS::CloudFormation::WaitCondition, Properties: {Handle: !Ref Handle, Timeout: "3600"}}\n',
    );
    app.write(
      'other.yml',
      'Resources:\n  Word: {Type: AWS::SSM::Parameter, Properties: {Name: /word, Type: String, Value: kept}}\n',
    );
    const run = app.start('run', '.github/workflows/deploy.yml', '--event', 'workflow_dispatch');
    await run.line((line) => line.includes('| Never CREATE_IN_PROGRESS'));
    run.kill(signal);
    expect((await run.ended).status).toBe(signal === 'SIGINT' ? 130 : 143);
    const { stdout: log } = await app.run('logs');
    expect(log).toContain('taken-back CREATE_COMPLETE');
    expect(log).toContain('cleaned up, the job is cancelled');
    expect(log).not.toContain('| never');
  },
);
