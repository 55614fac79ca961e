import { expect, test } from 'vitest';
import { awsLogsOf, logNotExecuted } from '../../src/load/kinds/ecs/aws-logs.ts';
import { isGone, taskLogLines } from '../../src/targets/service/task-logs.ts';

test('the lines of both streams of a container are in the order of time', () => {
  const text = [
    '2026-01-02T03:04:05.100000000Z first',
    '2026-01-02T03:04:05.300000001Z third \t with spaces ',
    '2026-01-02T03:04:05.300000000Z second',
    '2026-01-02T03:04:05.400000000Z',
    '',
  ].join('\n');
  expect(taskLogLines(text)).toEqual([
    { timestamp: Date.UTC(2026, 0, 2, 3, 4, 5, 100), message: 'first' },
    { timestamp: Date.UTC(2026, 0, 2, 3, 4, 5, 300), message: 'second' },
    { timestamp: Date.UTC(2026, 0, 2, 3, 4, 5, 300), message: 'third \t with spaces ' },
    { timestamp: Date.UTC(2026, 0, 2, 3, 4, 5, 400), message: '' },
  ]);
});

test('what the engine says of itself is no line of the container', () => {
  expect(taskLogLines('Error response from daemon: no such container\n')).toEqual([]);
});

test.each([
  ['Error response from daemon: No such container: ecs-shop-web', true],
  ['Error: no container with name or ID "ecs-shop-web" found: no such container', true],
  [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    false,
  ],
])('a container is gone when the engine says so, and not while it does not answer: %s', (said, gone) => {
  expect(isGone(said)).toBe(gone);
});

type Options = Readonly<Record<string, string>>;
const logging = (logDriver: string, options?: Options) => ({
  name: 'web',
  image: 'web:1',
  logConfiguration: { logDriver, ...(options === undefined ? {} : { options }) },
});

test.each<[string, Options | undefined, ReturnType<typeof awsLogsOf>, readonly string[]]>([
  [
    'awslogs',
    { 'awslogs-group': '/ecs/web', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'shop' },
    { group: '/ecs/web', region: 'eu-west-1', streamPrefix: 'shop' },
    [],
  ],
  [
    'awslogs',
    { 'awslogs-group': '/ecs/web', 'awslogs-multiline-pattern': '^INFO', mode: 'non-blocking' },
    { group: '/ecs/web' },
    ['logConfiguration.options.awslogs-multiline-pattern', 'logConfiguration.options.mode'],
  ],
  [
    'awslogs',
    { 'awslogs-group': '/ecs/web', 'awslogs-create-group': 'true' },
    { group: '/ecs/web', createsGroup: true },
    [],
  ],
  ['awslogs', undefined, undefined, ['logConfiguration']],
  ['json-file', { 'max-size': '1m' }, undefined, ['logConfiguration']],
])('the log driver %s %#', (driver, options, executed, notExecuted) => {
  const raw = logging(driver, options) as Parameters<typeof awsLogsOf>[0];
  expect(awsLogsOf(raw)).toEqual(executed);
  expect(logNotExecuted(raw)).toEqual(notExecuted);
});
