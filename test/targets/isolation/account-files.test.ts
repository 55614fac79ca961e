import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imageAccounts, imageOf, type HostImage } from '../../../src/model/host-image.ts';
import { accountFiles } from '../../../src/targets/isolation/account-files.ts';

const debian = {
  passwd: [
    'root:x:0:0:root:/root:/bin/zsh',
    'www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin',
    'postgres:x:110:118::/var/lib/postgresql:/bin/bash',
    'alice:x:1000:1000::/home/alice:/bin/bash',
    '',
  ].join('\n'),
  group: 'root:x:0:\nwww-data:x:33:\ndocker:x:999:alice\n',
  shadow: 'root:*:19000:0:99999:7:::\nalice:$6$x:19000:0:99999:7:::\n',
};

const images = Object.keys(imageAccounts) as readonly HostImage[];
const line = (text: string, name: string) => text.split('\n').find((each) => each.startsWith(`${name}:`));

test('Amazon Linux has ec2-user with its groups, and not the accounts that only Debian has', () => {
  const { passwd, group, shadow } = accountFiles('amazon-linux-2023', debian);
  expect(line(passwd, 'ec2-user')).toBe('ec2-user:x:1000:1000:EC2 Default User:/home/ec2-user:/bin/bash');
  for (const name of ['adm', 'wheel', 'systemd-journal']) expect(line(group, name)).toMatch(/:ec2-user$/);
  expect(line(group, 'ec2-user')).toBe('ec2-user:x:1000:');
  expect(line(shadow, 'ec2-user')).toMatch(/^ec2-user:!!:/);
  for (const name of ['www-data', 'ubuntu', 'apache', 'nginx']) expect(line(passwd, name)).toBeUndefined();
});

test('Ubuntu has ubuntu and www-data, and no ec2-user', () => {
  const { passwd, group } = accountFiles('ubuntu', debian);
  expect(line(passwd, 'ubuntu')).toContain(':1000:1000:');
  expect(line(passwd, 'www-data')).toContain(':33:33:');
  expect(line(group, 'sudo')).toMatch(/:ubuntu$/);
  expect(line(passwd, 'ec2-user')).toBeUndefined();
});

test('what a package or a person has added to this machine stays, and root is this machine’s', () => {
  const { passwd, group, shadow } = accountFiles('amazon-linux-2', debian);
  expect(line(passwd, 'root')).toBe('root:x:0:0:root:/root:/bin/zsh');
  for (const name of ['postgres', 'alice']) expect(line(passwd, name)).toBe(line(debian.passwd, name));
  expect(line(group, 'docker')).toBe('docker:x:999:alice');
  expect(line(shadow, 'root')).toBe('root:*:19000:0:99999:7:::');
  expect(line(passwd, 'nobody')).toContain(':99:99:');
});

test('whatever this machine has, each name stands once, every account has a shadow line and a group', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
  const known = fc.constantFrom('root', 'ec2-user', 'ubuntu', 'www-data', 'nobody', 'adm', 'wheel', 'sshd');
  const names = fc.uniqueArray(fc.oneof(name, known), { maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom(...images), names, (image, all) => {
      const { passwd, group, shadow } = accountFiles(image, {
        passwd: all.map((each, index) => `${each}:x:${index}:${index}::/:/bin/sh\n`).join(''),
        group: all.map((each, index) => `${each}:x:${index}:\n`).join(''),
        shadow: all.map((each) => `${each}:*:::::::\n`).join(''),
      });
      for (const text of [passwd, group, shadow]) {
        const found = text
          .split('\n')
          .filter((each) => each !== '')
          .map((each) => each.split(':')[0]);
        expect(new Set(found).size).toBe(found.length);
      }
      const { accounts, groups } = imageAccounts[image];
      for (const { name: account, gid } of accounts) {
        expect(line(passwd, account)).toBeDefined();
        expect(groups.some((each) => each.gid === gid)).toBe(true);
      }
    }),
  );
});

describe('an image is named by', () => {
  test.each([
    ['resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64', 'amazon-linux-2023'],
    ['/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2', 'amazon-linux-2'],
    ['al2023-ami-2023.6.20250218.2-kernel-6.1-x86_64', 'amazon-linux-2023'],
    ['al2', 'amazon-linux-2'],
    ['amazon-linux-2', 'amazon-linux-2'],
    [
      'resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id',
      'ubuntu',
    ],
    ['ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20240301', 'ubuntu'],
    ['aws-elasticbeanstalk-amzn-2023.6.20250218.64bit-eb_python311_amazon_linux_2023', 'elastic-beanstalk'],
    ['ami-0123456789abcdef0', undefined],
    ['debian-12', undefined],
    ['Windows_Server-2022', undefined],
  ])('%s', (imageId, image) => expect(imageOf(imageId)).toBe(image));
});
