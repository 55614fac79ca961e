// Functions as they are written: the input of create-function, what get-function returns, and where their code lies.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/lib/parse-json.ts';
import { functionCodeFindings } from '../../src/check/files/function-code.ts';
import { findFunctionCode } from '../../src/load/find-function-code.ts';
import { isFunction, readFunction } from '../../src/load/kinds/function.ts';
import { functionCodeKind } from '../../src/load/kinds/function-code.ts';
import { definition, summary } from '../rig/empty-definition.ts';
import { lambda, makeFunctions } from '../rig/functions.ts';
import { writeRevisionZip } from '../rig/revision-zip.ts';

function tree(value: unknown) {
  const { root } = parseJson({ path: 'function.json', text: JSON.stringify(value) });
  if (root === undefined) throw new Error('no JSON');
  return root;
}

const written = {
  FunctionName: 'check-green',
  Runtime: 'nodejs22.x',
  Handler: 'check.handler',
  Role: 'arn:aws:iam::111122223333:role/check',
};

describe('a function', () => {
  test('is read as create-function takes it, with Lambda’s defaults', () => {
    const { value, problems } = readFunction(tree(written));
    expect(problems).toEqual([]);
    expect(value).toEqual({
      functionName: 'check-green',
      runtime: 'nodejs22.x',
      role: 'arn:aws:iam::111122223333:role/check',
      handler: 'check.handler',
      timeout: 3,
      memorySize: 128,
      variables: {},
      packageType: 'Zip',
      absent: [],
      notExecuted: [],
    });
  });

  test('is read as get-function and get-function-configuration give it', () => {
    const configuration = {
      ...written,
      FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:check-green',
      CodeSize: 1,
      LastModified: '2026-11-20T09:00:00.000+0000',
      Version: '$LATEST',
      State: 'Active',
      Timeout: 60,
      Environment: { Variables: { STAGE: 'test' } },
    };
    const wrapped = { Configuration: configuration, Code: { RepositoryType: 'S3', Location: 'https://…' } };
    for (const given of [configuration, wrapped]) {
      const root = tree(given);
      expect(isFunction(root)).toBe(true);
      const { value, problems } = readFunction(root);
      expect(problems).toEqual([]);
      expect(value).toMatchObject({ timeout: 60, variables: { STAGE: 'test' } });
    }
  });

  test('keeps what else it is given and this machine has not', () => {
    const { value, problems } = readFunction(
      tree({
        ...written,
        Layers: ['arn:aws:lambda:eu-west-1:111122223333:layer:tools:1'],
        FileSystemConfigs: [],
      }),
    );
    expect(problems).toEqual([]);
    expect(value?.absent).toEqual(['Layers']);
  });

  test('is an image by its package or its code', () => {
    for (const more of [{ PackageType: 'Image' }, { Code: { ImageUri: 'repository:tag' } }])
      expect(readFunction(tree({ ...written, ...more })).value?.packageType).toBe('Image');
  });

  test.each([
    [{ Timeout: 901 }, 'NumberOutOfRange'],
    [{ MemorySize: 64 }, 'NumberOutOfRange'],
    [{ FunctionName: 'check green' }, 'ValueMalformed'],
    [{ Environment: { Variables: { '1ST': 'x' } } }, 'ValueMalformed'],
    [{ Environment: { Variables: { PORT: 80 } } }, 'WrongType'],
    [{ Timout: 3 }, 'UnknownKey'],
  ])('with %j is reported with what is wrong', (more, code) => {
    expect(readFunction(tree({ ...written, ...more })).problems.map((each) => each.code)).toEqual([code]);
  });

  test('without a role is only warned, for it runs here', () => {
    const { Role: _, ...rest } = written;
    const { problems } = readFunction(tree(rest));
    expect(problems.map((each) => `${each.code} ${each.severity}`)).toEqual(['MissingKey warning']);
  });

  test('is distinguished from other things with its name', () => {
    expect(isFunction(tree({ FunctionName: 'check', Name: 'live', FunctionVersion: '7' }))).toBe(false);
  });
});

test('a place for code is read as it is written', () => {
  const place = { functionName: 'check', path: 'hooks/check' };
  expect(functionCodeKind.read(tree(place))).toMatchObject({ value: place, problems: [] });
});

describe('the code of a function', () => {
  const one = lambda({ functionName: 'check-green' });

  test.each(['check-green', 'functions/check-green', 'hooks/check-green', 'functions', 'hooks', '.'])(
    'is found in %s, by its name and its handler',
    async (folder) => {
      await using app = await makeFunctions({ [`${folder}/check.cjs`]: '', 'other/check.js': '' });
      expect(findFunctionCode(one, { folder: app.folder })).toEqual({
        kind: 'folder',
        path: join(app.folder, folder),
      });
    },
  );

  test('is found in a zip of its name', async () => {
    await using app = await makeFunctions({ 'check.mjs': '' });
    mkdirSync(join(app.folder, 'functions'));
    const zip = join(app.folder, 'functions', 'check-green.zip');
    await writeRevisionZip(zip, { 'check.mjs': '' });
    expect(findFunctionCode(one, { folder: app.folder })).toEqual({ kind: 'zip', path: zip });
  });

  test('is nowhere else than where the definition says', async () => {
    await using app = await makeFunctions({ 'check.mjs': '', 'build/check.mjs': '', 'empty/other.mjs': '' });
    const at = (path: string) => findFunctionCode(one, { folder: app.folder, path });
    expect(at('build')).toEqual({ kind: 'folder', path: join(app.folder, 'build') });
    expect(at('lost')).toEqual({ kind: 'none', why: 'there is no "lost"' });
    expect(at('empty')).toEqual({
      kind: 'none',
      why: 'there is no check.js (or check.mjs, check.cjs) in "empty"',
    });
    expect(at('check.mjs')).toEqual({ kind: 'none', why: '"check.mjs" is neither a folder nor a zip' });
  });

  test('that is missing is a finding at the handler, or at the place that the definition says', async () => {
    await using app = await makeFunctions();
    const findings = (functionCode: readonly { functionName: string; path: string }[]) =>
      functionCodeFindings(definition({ functions: [one], functionCode }), app.folder);
    expect(summary(findings([]))).toEqual(['FunctionCodeMissing warning functions.0.Handler']);
    expect(summary(findings([{ functionName: 'check-green', path: 'lost' }]))).toEqual([
      'FunctionCodeMissing warning functionCode.0.path',
    ]);
  });
});
