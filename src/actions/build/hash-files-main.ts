// codebuild-hash-files: prints one SHA-256 over the files that the patterns match in the primary source.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { globFiles } from './glob-files.ts';

const folder = process.env['CODEBUILD_SRC_DIR'] ?? process.cwd();
const files = globFiles(folder, process.argv.slice(2));

if (files.length === 0) {
  process.stderr.write('codebuild-hash-files: no file matches\n');
  process.exitCode = 1;
} else {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(resolve(folder, file)));
  process.stdout.write(`${hash.digest('hex')}\n`);
}
