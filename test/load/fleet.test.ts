import { expect, test } from 'vitest';
import { parseJson } from '../../src/lib/parse-json.ts';
import { readFleet } from '../../src/load/kinds/fleet.ts';

function read(fleet: object) {
  const { root } = parseJson({
    path: 'fleet.json',
    text: JSON.stringify({ name: 'web', instances: 1, ...fleet }),
  });
  if (root === undefined) throw new Error('no JSON');
  return readFleet(root);
}

test('a fleet keeps the image and the programs that it names', () => {
  const { value, problems } = read({
    imageId: 'ubuntu',
    programs: ['node', 'python3.12', 'g++'],
    iamInstanceProfile: 'web',
  });
  expect(problems).toEqual([]);
  expect(value).toMatchObject({
    imageId: 'ubuntu',
    programs: ['node', 'python3.12', 'g++'],
    iamInstanceProfile: 'web',
  });
});

test.each([
  ['ami-0123456789abcdef0', 'is the id of an image'],
  ['debian-12', 'names no image'],
  ['Windows_Server-2022-English-Full-Base', 'names no image'],
])('an image "%s" whose accounts are not known is an error with the words that are', (imageId, message) => {
  const [found, ...others] = read({ imageId }).problems;
  expect(others).toEqual([]);
  expect(found).toMatchObject({ code: 'FleetImageUnknown', severity: 'error' });
  expect(found?.message).toContain(message);
  expect(found?.remedy).toContain('"ubuntu"');
});

test('a program is a name, not a path', () => {
  expect(read({ programs: ['/usr/bin/node'] }).problems).toMatchObject([{ severity: 'error' }]);
});

const onAws = {
  instanceType: 't3.micro',
  instanceMarketOptions: { marketType: 'spot' },
  associatePublicIpAddress: false,
  cloudWatchAgent: {
    metrics: { metrics_collected: { mem: { measurement: ['mem_used_percent'] } } },
    logs: {
      logs_collected: {
        files: { collect_list: [{ file_path: '/var/log/app.log', log_group_name: '/aws/ec2/web' }] },
      },
    },
  },
};

test('what its instances are on AWS is kept as it is written', () => {
  const { value, problems } = read(onAws);
  expect(problems).toEqual([]);
  expect(value).toMatchObject(onAws);
});

test('scaling that happens on AWS alone is reported as not executed', () => {
  const evening = { scheduledActionName: 'evening', recurrence: '0 20 * * *', desiredCapacity: 0 };
  const { value, problems } = read({
    autoScaling: { maxSize: 4, averageCpuUtilization: 60, scheduledActions: [evening] },
  });
  const what = ['autoScaling.averageCpuUtilization', 'autoScaling.scheduledActions'];
  expect(value?.notExecuted?.map((each) => each.what)).toEqual(what);
  expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
    what.map(() => 'notice NotExecutedHere'),
  );
});

test.each([
  ['a type that is none', { instanceType: 'small' }],
  ['a relative path', { cloudWatchAgent: logsOf({ file_path: 'app.log', log_group_name: 'web' }) }],
  [
    'several files at once',
    { cloudWatchAgent: logsOf({ file_path: '/var/log/*.log', log_group_name: 'web' }) },
  ],
  [
    'a time that is none',
    { autoScaling: { scheduledActions: [{ scheduledActionName: 'a', recurrence: '8pm' }] } },
  ],
  ['a certificate by its name', { targetGroup: { name: 'web', port: 80, certificateArn: 'mine' } }],
])('%s is refused', (_, fleet) => {
  expect(read(fleet).problems.some(({ severity }) => severity === 'error')).toBe(true);
});

function logsOf(file: object): object {
  return { logs: { logs_collected: { files: { collect_list: [file] } } } };
}
