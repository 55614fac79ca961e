// What linters of this machine say of the scripts of a workflow: shellcheck and pyflakes, with the options that actionlint gives
// them. They are no part of Slipway: where one is missing, that is said.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isRecord } from '../../lib/is-record.ts';
import { newId } from '../../lib/id.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { isFailed, type Result } from '../../lib/result.ts';
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

/** A workflow without errors, and where it stands. */
export interface LintedWorkflow {
  readonly workflow: Workflow;
  readonly file: SourceFile;
}

interface PlacedScript extends WorkflowScript {
  readonly file: SourceFile;
}

/**
 * A program takes a moment to start, and workflows have many scripts in common: each text is given once, together with others.
 *
 * @param path where programs are looked for
 */
export async function lintScripts(
  workflows: readonly LintedWorkflow[],
  path: string | undefined,
): Promise<LintedScripts> {
  const scripts = workflows.flatMap(({ workflow, file }) =>
    scriptsOf(workflow).map((script) => ({ ...script, file })),
  );
  const found = await Promise.all(
    linters.map(async (linter) => {
      const own = scripts.filter(({ language }) => linter.languages.includes(language));
      if (own.length === 0) return { problems: [], notes: [] };
      const program = findOnPath(linter.name, path);
      if (program !== undefined) return await lintWith(program, linter, own);
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
  linter: Linter,
  scripts: readonly PlacedScript[],
): Promise<LintedScripts> {
  const byText = Map.groupBy(scripts, ({ language, text }) => `${language} ${text}`);
  const groups = [...byText.values()];
  const parts = Array.from({ length: Math.ceil(groups.length / atOnce) }, (_, part) =>
    groups.slice(part * atOnce, (part + 1) * atOnce),
  );
  const problems: Problem[] = [];
  const notes = new Set<string>();
  const next = async (): Promise<void> => {
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
      const found = await lintTogether(program, linter, part);
      if (isFailed(found)) notes.add(`${linter.what} were not all checked: ${found.failed}`);
      else problems.push(...found.problems);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), parts.length) }, next));
  return { problems, notes: [...notes] };
}

/** Scripts that one process of a linter is given. */
const atOnce = 50;
const limitMs = 5 * 60_000;

/** @param groups of scripts of the same text */
async function lintTogether(
  program: string,
  { name, args, prelude, read }: Linter,
  groups: readonly (readonly PlacedScript[])[],
): Promise<Result<{ readonly problems: readonly Problem[] }>> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-scripts-'));
  try {
    const names = groups.map((_each, at) => join(folder, `${at}`));
    for (const [at, [script]] of groups.entries())
      if (script !== undefined) await writeFile(names[at] ?? '', prelude(script.language) + script.text);
    const parts: Uint8Array[] = [];
    const { end } = await runCommand({
      file: program,
      args: [...args, ...names],
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '' },
      endsOn: 'close',
      mark: newId(),
      timeoutMs: limitMs,
      onOutput: (bytes) => void parts.push(bytes),
    });
    if (end === 'TimedOut') return { failed: `${name} did not end within ${limitMs / 60_000} minutes` };
    const problems = read(Buffer.concat(parts).toString('utf8')).flatMap((said) =>
      (groups[Number(basename(said.file))] ?? []).map((script) => {
        const before = prelude(script.language).split('\n').length - 1;
        return findingOf(script, { ...said, line: said.line - before }, name);
      }),
    );
    return { problems };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function findingOf({ step, file }: PlacedScript, { line, message }: Said, name: string): Problem {
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
