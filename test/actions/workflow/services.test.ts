// The containers of services, in the words of their engine.
import { expect, test } from 'vitest';
import {
  containerArguments,
  portsIn,
  wordsOf,
} from '../../../src/actions/workflow/services/container-arguments.ts';

const service = {
  id: 'db',
  image: 'mysql:8',
  env: { MYSQL_ROOT_PASSWORD: 'secret words' },
  ports: ['3306', '6033:33060', '53/udp'],
  options: `--health-cmd "mysqladmin ping -h 'localhost'" --health-retries=3`,
  volumes: ['/data:/var/lib/mysql'],
  entrypoint: '',
  command: '',
};

test('a service publishes its ports to this machine alone, and its values stand in no argument', () => {
  expect(containerArguments(service, { name: 'n', image: 'mysql:8' })).toEqual({
    args: `run --detach --name n --env MYSQL_ROOT_PASSWORD --publish 127.0.0.1::3306 --publish 127.0.0.1:6033:33060
      --publish 127.0.0.1::53/udp --volume /data:/var/lib/mysql --health-cmd PING --health-retries=3 mysql:8`
      .split(/\s+/)
      .map((word) => word.replace('PING', "mysqladmin ping -h 'localhost'")),
  });
});

test('an entrypoint and a command of its own replace those of the image', () => {
  const own = {
    ...service,
    options: '',
    ports: [],
    env: {},
    volumes: [],
    entrypoint: '/bin/sh',
    command: '-c "echo a b"',
  };
  expect(containerArguments(own, { name: 'n', image: 'i' })).toEqual({
    args: ['run', '--detach', '--name', 'n', '--entrypoint', '/bin/sh', 'i', '-c', 'echo a b'],
  });
});

test.each([
  ['--network host', '--network is not supported'],
  ['--health-cmd "open', '" is not closed'],
])('the options %s are refused', (options, reason) => {
  expect(containerArguments({ ...service, options }, { name: 'n', image: 'i' })).toEqual({
    failed: expect.stringContaining(reason) as string,
  });
});

test.each([
  ['', []],
  [' a  b ', ['a', 'b']],
  [`a"b c"d 'e "f"' g\\ h`, ['ab cd', 'e "f"', 'g h']],
  ['"" x', ['', 'x']],
])('the words of %j are %j', (text, words) => {
  expect(wordsOf(text)).toEqual({ words });
});

test('ports are read as the engine lists them', () => {
  expect(portsIn('3306/tcp -> 127.0.0.1:49153\n53/udp -> 127.0.0.1:49154\n')).toEqual({
    '3306': '49153',
    '53': '49154',
  });
});
