// Loads and checks configuration modules in a Node of its own: the test runner replaces Node's `import`, and these
// tests are about it. Reads `{ folder, files: [{ name, text }] }` from its standard input, prints a list of outcomes.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { renderProblems } from '../../src/lib/render-problem.ts';
import { checkRules } from '../../src/check/check-rules.ts';
import { loadDefinition } from '../../src/load/load-definition.ts';
import type { CheckedDefinition } from '../../src/model/definition.ts';

export interface Outcome {
  readonly checked?: CheckedDefinition;
  readonly text: string;
}

const { folder, files } = JSON.parse(await text(process.stdin)) as {
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
};
const outcomes = [];
for (const file of files) {
  await writeFile(join(folder, file.name), file.text);
  const loaded = await loadDefinition(file.name, { cwd: folder });
  const { checked, problems } = checkRules(loaded);
  const rendered = renderProblems(problems, loaded.sources, { color: false });
  outcomes.push({ checked, text: rendered });
}
process.stdout.write(JSON.stringify(outcomes));
