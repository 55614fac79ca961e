// What linters of this machine say of the scripts of a workflow: shellcheck and pyflakes, with the options that actionlint gives
// them. They are no part of Slipway: where one is missing, that is said.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isRecord } from '../../lib/is-record.ts';
import { newId } from '../../lib/id.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { Workflow } from '../../model/workflow.ts';
import { runCommand } from '../../process/run-command.ts';
import { findOnPath } from '../../targets/host/find-on-path.ts';
import { placeOfText } from '../../workflows/language/place-of.ts';
import { scriptsOf, type ScriptLanguage, type WorkflowScript } from '../../workflows/scripts.ts';

export interface LintedScripts {
  readonly problems: readonly Problem[];
  /** What was not checked, and why. */
  readonly notes: readonly string[];
}

/** @param path where programs are looked for */
export async function lintScripts(
  workflow: Workflow,
  file: SourceFile,
  path: string | undefined,
): Promise<LintedScripts> {
  const scripts = scriptsOf(workflow);
  const found = await Promise.all(
    linters.map(async (linter) => {
      const own = scripts.filter(({ language }) => linter.languages.includes(language));
      if (own.length === 0) return { problems: [], notes: [] };
      const program = findOnPath(linter.name, path);
      if (program !== undefined)
        return { problems: await lintWith(program, linter, { own, file }), notes: [] };
      return { problems: [], notes: [`${linter.what} were not checked: ${linter.name} is not on PATH`] };
    }),
  );
  return { problems: found.flatMap((each) => each.problems), notes: found.flatMap((each) => each.notes) };
}

interface Linter {
  readonly name: string;
  readonly languages: readonly ScriptLanguage[];
  readonly what: string;
  readonly args: readonly string[];
  /** What stands before each script. */
  readonly prelude: (language: ScriptLanguage) => string;
  readonly read: (output: string) => readonly Said[];
}

interface Said {
  /** Of the file that was given. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Of shellcheck: what a script that is only a part of the whole cannot know (actionlint, rule_shellcheck.go). */
const excluded = 'SC1091,SC2194,SC2050,SC2153,SC2154,SC2157,SC2043';

const linters: readonly Linter[] = [
  {
    name: 'shellcheck',
    languages: ['bash', 'sh'],
    what: 'Scripts of shells',
    args: ['--norc', '-f', 'json', '-x', '-e', excluded],
    prelude: (language) => `#!/bin/${language}\nset -e${language === 'bash' ? 'o pipefail' : ''}\n`,
    read: readShellcheck,
  },
  {
    name: 'pyflakes',
    languages: ['python'],
    what: 'Scripts of Python',
    args: [],
    prelude: () => '',
    read: readPyflakes,
  },
];

async function lintWith(
  program: string,
  { name, args, prelude, read }: Linter,
  { own, file }: { readonly own: readonly WorkflowScript[]; readonly file: SourceFile },
): Promise<readonly Problem[]> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-scripts-'));
  try {
    const names = own.map((_each, at) => join(folder, `${at}`));
    await Promise.all(
      own.map(async ({ language, text }, at) => writeFile(names[at] ?? '', prelude(language) + text)),
    );
    const parts: Uint8Array[] = [];
    await runCommand({
      file: program,
      args: [...args, ...names],
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '' },
      endsOn: 'close',
      mark: newId(),
      timeoutMs: 60_000,
      onOutput: (bytes) => void parts.push(bytes),
    });
    const before = prelude('bash').split('\n').length - 1;
    return read(Buffer.concat(parts).toString('utf8')).flatMap((said) => {
      const script = own[Number(basename(said.file))];
      return script === undefined
        ? []
        : [findingOf(script, { ...said, line: said.line - before }, { name, file })];
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function findingOf(
  { step }: WorkflowScript,
  { line, message }: Said,
  { name, file }: { readonly name: string; readonly file: SourceFile },
): Problem {
  return problem({
    code: 'WorkflowScriptStyle',
    severity: 'warning',
    message: `${name}, line ${line} of the script: ${message}`,
    at: placeOfText(file, 'run:', step),
  });
}

/** One document: a list with file, line, code and message. */
function readShellcheck(output: string): readonly Said[] {
  let found: unknown;
  try {
    found = JSON.parse(output);
  } catch {
    return [];
  }
  return (Array.isArray(found) ? found : []).filter(isRecord).map(({ file, line, code, message }) => ({
    file: String(file),
    line: Number(line),
    message: `SC${String(code)} ${String(message)}`,
  }));
}

/** `FILE:LINE:COLUMN: MESSAGE`; older ones have no column. */
function readPyflakes(output: string): readonly Said[] {
  return [...output.matchAll(/^(\S+?):(\d+):(?:\d+:?)? (.+)$/gm)].map(
    ([, file = '', line, message = '']) => ({
      file,
      line: Number(line),
      message,
    }),
  );
}
