// What a pipeline deploys to, shipped with it into the account of this machine: the pipeline is started there as on AWS and ends
// at addresses that answer.
import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test, vi } from 'vitest';
import { clientsOf, makeSourceBucket, pipeline, runOnce, ship, type } from '../rig/greeter.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { missingMoto } from '../rig/moto.ts';
import { rawZip } from '../rig/raw-zip.ts';
import { textAt } from '../rig/text-at.ts';

const missing = await missingMoto();

const appspec = {
  version: 0,
  os: 'linux',
  files: [{ source: 'index.html', destination: '/srv/shop' }],
  hooks: { ApplicationStart: [{ location: 'start.sh', timeout: 60 }] },
};

const start = `#!/bin/sh
cd "$SLIPWAY_HOST_ROOT/srv/shop"
nohup python3 -m http.server "$PORT" >/dev/null 2>&1 </dev/null &
`;

/** A server on a fleet, and the same files as a site behind a distribution. */
function write(app: Project): void {
  const deploy = (name: string, provider: string, configuration: object) => ({
    name,
    actionTypeId: type('Deploy', provider),
    configuration,
    inputArtifacts: [{ name: 'Code' }],
  });
  const actions = [
    deploy('Servers', 'CodeDeploy', { ApplicationName: 'shop', DeploymentGroupName: 'servers' }),
    deploy('Site', 'S3', { BucketName: 'greeter-site', Extract: 'true' }),
  ];
  app.write('pipeline.json', {
    pipeline: { ...pipeline, stages: [pipeline.stages[0], { name: 'Deploy', actions }] },
  });
  app.write('application.json', { applicationName: 'shop', computePlatform: 'Server' });
  app.write('group.json', {
    applicationName: 'shop',
    deploymentGroupName: 'servers',
    serviceRoleArn: 'arn:aws:iam::111122223333:role/greeter-deploy',
    ec2TagFilters: [{ Key: 'role', Value: 'shop', Type: 'KEY_AND_VALUE' }],
    deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    loadBalancerInfo: { targetGroupInfoList: [{ name: 'shop' }] },
  });
  app.write('fleet.json', {
    name: 'shop',
    instances: 1,
    isolation: 'process',
    programs: ['python3'],
    tags: { role: 'shop' },
    targetGroup: { name: 'shop', port: 8000, healthCheckPath: '/index.html' },
  });
  app.write('bucket.json', { Bucket: 'greeter-site' });
  app.write('distribution.json', {
    CallerReference: 'greeter',
    Comment: '',
    Enabled: true,
    DefaultRootObject: 'index.html',
    Origins: {
      Quantity: 1,
      Items: [
        {
          Id: 'site',
          DomainName: 'greeter-site.s3.us-east-1.amazonaws.com',
          S3OriginConfig: { OriginAccessIdentity: '' },
        },
      ],
    },
    DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all' },
  });
}

/** The edge keeps the page, and forgets it when it is asked to by CloudFront's API. */
async function expectInvalidation(app: Project): Promise<void> {
  const { stdout } = await app.run('account', 'env', '--json');
  const { variables } = JSON.parse(stdout) as { readonly variables: Readonly<Record<string, string>> };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  try {
    const wrong = await app.run('invalidate', 'nowhere', '/index.html', '--aws');
    expect(wrong).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('No distribution of account 111122223333 is called "nowhere"'),
    });
    const { stacks } = await clientsOf(app);
    const { StackResources = [] } = await stacks.send(
      new DescribeStackResourcesCommand({ StackName: 'greeter' }),
    );
    const found = StackResources.find(({ ResourceType }) => ResourceType === 'AWS::CloudFront::Distribution');
    const id = found?.PhysicalResourceId ?? '';
    const done = await app.run('invalidate', id, '/index.html', '--aws', '--json');
    expect({ ...done, stdout: JSON.parse(done.stdout) as unknown }).toMatchObject({
      status: 0,
      stdout: { distribution: id, paths: ['/index.html'], invalidationId: expect.stringMatching(/^I/) },
    });
    expect(await app.run('invalidate', id, 'index.html', '--aws')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('"index.html" is not a path of a distribution'),
    });
  } finally {
    vi.unstubAllEnvs();
  }
}

interface Target {
  readonly url?: string;
}

test.skipIf(missing !== undefined)(
  'a fleet and a site are shipped, deployed to by the pipeline in the account, and end with the stack',
  async () => {
    await using app = makeProject();
    write(app);
    const { status } = await ship(app, '--targets');
    expect(status).toBe('CREATE_COMPLETE');
    expect(await ship(app, '--targets')).toMatchObject({ changes: [] });
    const { s3, pipelines } = await clientsOf(app);
    await makeSourceBucket(s3);
    const Body = rawZip([
      { name: 'appspec.yml', data: Buffer.from(JSON.stringify(appspec)) },
      { name: 'start.sh', data: Buffer.from(start), mode: 0o100_755 },
      { name: 'index.html', data: Buffer.from('works\n') },
    ]);
    await s3.send(new PutObjectCommand({ Bucket: 'greeter-source', Key: 'source.zip', Body }));
    const ended = await runOnce(pipelines);
    expect({ ...ended, id: '', log: (await app.run('status')).stdout }).toMatchObject({
      status: 'Succeeded',
    });
    const { stdout } = await app.run('status', '--json');
    const { targets } = JSON.parse(stdout) as { readonly targets: readonly Target[] };
    const urls = targets.flatMap(({ url }) => url ?? []);
    expect(urls.length).toBeGreaterThan(1);
    for (const url of urls) expect(await textAt(new URL('/index.html', url).href)).toBe('works\n');
    await expectInvalidation(app);
    const removed = await app.run('unship', 'greeter', '--yes', '--delete-data');
    expect(removed.stdout).toContain('DELETE_COMPLETE  AWS::CloudFormation::Stack greeter');
    expect((await app.run('status')).stdout).not.toContain('host');
  },
);
