// codebuild-glob-search: prints the files that the patterns match in the working folder, one a line, in a stable order.
import { globSync, statSync } from 'node:fs';

const matches = new Set(process.argv.slice(2).flatMap((pattern) => globSync(pattern)));
const files = [...matches].filter((file) => statSync(file).isFile()).sort();

process.stdout.write(files.map((file) => `${file}\n`).join(''));
