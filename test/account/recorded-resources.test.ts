// What moto has, as it is read from its files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { motoFolder } from '../../src/account/moto-folder.ts';
import { recordedResources } from '../../src/account/recorded-resources.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const made = { arn: 'arn:x', operation: 'dynamodb:CreateTable', principal: 'arn:y', at: 5 };

test('a state folder without moto has none of its resources', async () => {
  await using folder = await makeFolder();
  expect(recordedResources(folder.path)).toEqual([]);
});

test('resources are read from the head of each file, and say whether they do something', async () => {
  await using folder = await makeFolder();
  const write = (unit: string, resources: readonly unknown[]): void =>
    writeFileSync(
      join(motoFolder(folder.path), `${unit}.state`),
      `${JSON.stringify({ moto: '5.2.5', resources })}\n\x80\x05 what pickle writes\n`,
    );
  mkdirSync(motoFolder(folder.path));
  write('iam', [['111122223333', 'aws', 'AWS::IAM::User', 'r', { ...made, arn: null }]]);
  const many = Array.from({ length: 2000 }, (_, place) => [
    '111122223333',
    'eu-west-1',
    'AWS::DynamoDB::Table',
    `t${String(place).padStart(4, '0')}`,
    made,
  ]);
  write('dynamodb', many);
  const found = recordedResources(folder.path);
  expect(found).toHaveLength(2001);
  expect(found[0]).toEqual({
    account: '111122223333',
    region: 'eu-west-1',
    type: 'AWS::DynamoDB::Table',
    name: 't0000',
    arn: 'arn:x',
    here: 'ran',
    madeBy: { kind: 'api', operation: 'dynamodb:CreateTable', principal: 'arn:y' },
    madeAt: 5,
  });
  expect(found.at(-1)).toEqual({
    account: '111122223333',
    region: '',
    type: 'AWS::IAM::User',
    name: 'r',
    here: 'recorded',
    madeBy: { kind: 'api', operation: 'dynamodb:CreateTable', principal: 'arn:y' },
    madeAt: 5,
  });
});
