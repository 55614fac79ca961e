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
