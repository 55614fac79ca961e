// codebuild-glob-search: prints the files that the patterns match in the working folder, one a line, in a stable order.
import { globFiles } from './glob-files.ts';

const files = globFiles(process.cwd(), process.argv.slice(2));
process.stdout.write(files.map((file) => `${file}\n`).join(''));
