import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PutResource } from '../../src/account/account.ts';
import type { Declaration } from '../../src/account/declaration.ts';
import { openAccount, openAccountForReading } from '../../src/account/open-account.ts';
import type { Maker, ResourceValues } from '../../src/account/resource.ts';
import { openState } from '../../src/state/open-state.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const place = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
const api: Maker = { kind: 'api', operation: 'RegisterTaskDefinition' };
type TaskDefinition = ResourceValues['AWS::ECS::TaskDefinition'];

function revision(image: string, given: Partial<PutResource<'AWS::ECS::TaskDefinition'>> = {}) {
  const values = { family: 'web', containers: [{ name: 'web', image }] } as unknown as TaskDefinition;
  return {
    ...place,
    type: 'AWS::ECS::TaskDefinition',
    name: 'web',
    values,
    madeBy: api,
    at: 5,
    ...given,
  } as const;
}

function declare(file: string, description: string): Declaration {
  const values = { name: 'build', description } as unknown as ResourceValues['AWS::CodeBuild::Project'];
  const declared = { file, pipelineName: 'app', isAssumed: false, tags: { team: 'shop' } };
  return { ...place, type: 'AWS::CodeBuild::Project', name: 'build', values, ...declared };
}

describe('the register of the account', () => {
  test('keeps resources with their ARN, versions, tags and makers when it is opened again', async () => {
    await using folder = await makeFolder();
    const file = join(folder.path, 'codebuild-project.json');
    await writeFile(file, '{}');
    {
      using account = openAccount(folder.path);
      account.put(revision('web:1'));
      account.put(revision('web:2', { tags: { stage: 'prod' }, at: 6 }));
      account.seed({ pipelineName: 'app', declarations: [declare(file, 'first')], at: 7 });
    }
    using account = openAccountForReading(folder.path);
    expect(account.list()).toEqual([
      {
        account: '111122223333',
        region: 'eu-west-1',
        type: 'AWS::CodeBuild::Project',
        name: 'build',
        arn: 'arn:aws:codebuild:eu-west-1:111122223333:project/build',
        version: 1,
        values: { name: 'build', description: 'first' },
        tags: { team: 'shop' },
        madeBy: { kind: 'definition', file, pipelineName: 'app' },
        madeAt: 7,
        changedBy: { kind: 'definition', file, pipelineName: 'app' },
        changedAt: 7,
      },
      expect.objectContaining({
        arn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:2',
        version: 2,
        tags: { stage: 'prod' },
        madeBy: api,
        madeAt: 5,
        changedBy: api,
        changedAt: 6,
      }),
    ]);
    const { values: _values, ...key } = revision('web:1');
    expect(account.versions(key).map(({ version }) => version)).toEqual([1, 2]);
    expect(() => account.put(revision('web:3'))).toThrow(/readonly|read-only/);
  });

  test('makes no new version of what says nothing new', async () => {
    await using folder = await makeFolder();
    using account = openAccount(folder.path);
    account.put(revision('web:1'));
    expect(account.put(revision('web:1', { at: 9 }))).toMatchObject({ version: 1, changedAt: 5 });
  });

  test('makes a version of a revision that says nothing new, with a number after those that are taken', async () => {
    await using folder = await makeFolder();
    using account = openAccount(folder.path);
    account.put(revision('web:1', { isRevision: true, after: 7 }));
    account.put(revision('web:1', { isRevision: true, after: 7 }));
    expect(account.versions(revision('web:1')).map(({ version }) => version)).toEqual([8, 9]);
  });

  test('shows what another connection and its own have written, however often it was read before', async () => {
    await using folder = await makeFolder();
    using one = openAccount(folder.path);
    using other = openAccount(folder.path);
    const imageIn = (account: typeof one) =>
      account.at(place).find('AWS::ECS::TaskDefinition', 'web')?.values.containers?.[0]?.image;
    expect([imageIn(one), imageIn(one)]).toEqual([undefined, undefined]);
    other.put(revision('web:1'));
    expect([imageIn(one), imageIn(other)]).toEqual(['web:1', 'web:1']);
    one.put(revision('web:2'));
    expect([imageIn(one), imageIn(other)]).toEqual(['web:2', 'web:2']);
    other.remove({ ...place, type: 'AWS::ECS::TaskDefinition', name: 'web' });
    expect([imageIn(one), imageIn(other)]).toEqual([undefined, undefined]);
  });

  test('knows nothing more of what was removed', async () => {
    await using folder = await makeFolder();
    using account = openAccount(folder.path);
    account.put(revision('web:1'));
    account.remove(revision('web:1'));
    expect(account.list()).toEqual([]);
    expect(account.versions(revision('web:1'))).toEqual([]);
  });

  test('shows an action what its region has, then what the region of its pipeline has, and of no other account', async () => {
    await using folder = await makeFolder();
    using account = openAccount(folder.path);
    const far = { ...place, region: 'us-west-2' };
    account.put(revision('near'));
    account.put(revision('far', { region: far.region }));
    account.put(revision('only near', { name: 'api' }));
    account.put(revision('foreign', { account: '999999999999', name: 'foreign' }));
    const resources = account.at(far, place);
    const images = resources
      .valuesOf('AWS::ECS::TaskDefinition')
      .map(({ containers }) => containers[0]?.image);
    expect(images).toEqual(['only near', 'far']);
    expect(resources.find('AWS::ECS::TaskDefinition', 'web')?.region).toBe('us-west-2');
    expect(resources.find('AWS::ECS::TaskDefinition', 'foreign')).toBeUndefined();
    expect(account.at(place).valuesOf('AWS::ECS::TaskDefinition')[1]?.containers[0]?.image).toBe('near');
  });

  test('of a state folder of before is empty, and is made by the first who writes it', async () => {
    await using folder = await makeFolder();
    await using state = await openState(folder.path, { owner: true });
    {
      using account = openAccountForReading(state.path);
      expect(account.list()).toEqual([]);
    }
    using account = openAccount(state.path);
    account.put(revision('web:1'));
    using reader = openAccountForReading(state.path);
    expect(reader.list()).toHaveLength(1);
  });

  test('leaves no resource half made when a file differs from another’s', async () => {
    await using folder = await makeFolder();
    const files = ['one.json', 'other.json'].map((name) => join(folder.path, name));
    for (const file of files) await writeFile(file, '{}');
    const [one = '', other = ''] = files;
    using account = openAccount(folder.path);
    account.seed({ pipelineName: 'app', declarations: [declare(one, 'one')], at: 1 });
    const wanted = { ...declare(other, 'other'), pipelineName: 'second' };
    const also = { ...wanted, name: 'also' };
    const conflicts = account.seed({ pipelineName: 'second', declarations: [wanted, also], at: 2 });
    expect(conflicts).toMatchObject([{ declared: { file: other }, by: { file: one } }]);
    expect(account.list()).toMatchObject([{ name: 'build', values: { description: 'one' } }]);
  });

  test('has every resource whose making was acknowledged before its writer was killed', async () => {
    await using folder = await makeFolder();
    const script = `
      import { openAccount } from ${JSON.stringify(new URL('../../src/account/open-account.ts', import.meta.url).href)};
      const account = openAccount(${JSON.stringify(folder.path)});
      for (let count = 1; ; count += 1) {
        account.put({ ...${JSON.stringify(revision('web'))}, name: 'web-' + count });
        process.stdout.write(count + '\\n');
      }`;
    const writer = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    for await (const chunk of writer.stdout) {
      text += String(chunk);
      if (text.split('\n').length > 20) break;
    }
    const exit = once(writer, 'exit');
    writer.kill('SIGKILL');
    await exit;
    const acknowledged = text.split('\n').slice(0, -1).map(Number);
    using account = openAccount(folder.path);
    const names = new Set(account.list().map(({ name }) => name));
    expect(acknowledged.filter((count) => !names.has(`web-${count}`))).toEqual([]);
  });
});
