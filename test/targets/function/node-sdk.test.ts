// Which packages of the AWS SDK a function in Node.js asks for and does not bring.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { missingPackages } from '../../../src/targets/function/node-sdk.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

const sqs = 'node_modules/@aws-sdk/client-sqs/package.json';

test.each<[string, Record<string, string>, Record<string, string>, string[]]>([
  ['by import', { 'a.mjs': 'import { S3 } from "@aws-sdk/client-s3"' }, {}, ['@aws-sdk/client-s3']],
  ['by require', { 'a/b.cjs': "require('@aws-sdk/client-sqs')" }, {}, ['@aws-sdk/client-sqs']],
  [
    'by a path of it, once, in the order of the alphabet',
    { 'a.js': 'import("@aws-sdk/lib-dynamodb/dist"); import(`@aws-sdk/client-sqs`)' },
    {},
    ['@aws-sdk/client-sqs', '@aws-sdk/lib-dynamodb'],
  ],
  ['in a package that it brings', { 'node_modules/x/i.js': "import '@aws-sdk/core'" }, {}, ['@aws-sdk/core']],
  ['not what it brings', { 'a.js': "require('@aws-sdk/client-sqs')", [sqs]: '{}' }, {}, []],
  ['not what a layer brings', { 'a.js': "require('@aws-sdk/client-sqs')" }, { [`nodejs/${sqs}`]: '{}' }, []],
  ['not what the SDK itself names', { 'node_modules/@aws-sdk/core/i.js': "import '@aws-sdk/types'" }, {}, []],
  ['what a layer asks for', {}, { 'nodejs/a.js': 'import"@aws-sdk/client-sqs"' }, ['@aws-sdk/client-sqs']],
  ['not what only a text names', { 'README.md': "import '@aws-sdk/client-sqs'" }, {}, []],
  ['not what a bundle of the SDK has in its texts', { 'a.js': 'x={name:"@aws-sdk/client-sqs"}' }, {}, []],
  [
    'by a bundle that leaves it out',
    { 'a.js': 'var x=__require("@aws-sdk/client-sqs")' },
    {},
    ['@aws-sdk/client-sqs'],
  ],
  ['not in a repository of git', { '.git/a.js': "import '@aws-sdk/client-sqs'" }, {}, []],
])('%s', async (_, code, layers, expected) => {
  await using folder = await makeFolder();
  const folders = Object.entries({ code, layers }).map(([name, files]) => {
    mkdirSync(join(folder.path, name));
    for (const [file, text] of Object.entries(files)) {
      const path = join(folder.path, name, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    return join(folder.path, name);
  });
  expect(missingPackages(folders)).toEqual(expected);
});
