// codebuild-hash-files: prints one SHA-256 over the files that the patterns match in the primary source.
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env['CODEBUILD_SRC_DIR'] ?? process.cwd();
const matches = new Set(process.argv.slice(2).flatMap((pattern) => globSync(pattern, { cwd: folder })));
const files = [...matches].filter((file) => statSync(join(folder, file)).isFile()).sort();

if (files.length === 0) {
  process.stderr.write('codebuild-hash-files: no file matches\n');
  process.exitCode = 1;
} else {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(folder, file)));
  process.stdout.write(`${hash.digest('hex')}\n`);
}
