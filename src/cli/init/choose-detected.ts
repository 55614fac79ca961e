// Which of the kinds that a folder can be taken for is meant.
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { runtimeQuestion } from '../../actions/build/detect-runtime.ts';
import { ofPyenv } from '../../actions/build/python-versions.ts';
import { satisfies } from '../../actions/build/select-runtimes.ts';
import { findProgram } from '../../actions/build/shims/find-program.ts';
import { findContainerEngine } from '../../actions/find-container-engine.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { Detected } from '../../starter/detected.ts';
import { programsOf } from '../../starter/programs-of.ts';
import { askLine } from '../ask-line.ts';
import type { Terminal } from '../terminal.ts';
import type { InitOptions } from './init-options.ts';
import { writeText } from '../write-lines.ts';

/** Undefined when there is none. What this machine has no engine for goes last, and says so. */
export async function chooseDetected(
  all: readonly Detected[],
  { options, terminal }: { readonly options: InitOptions; readonly terminal: Terminal },
): Promise<Detected | undefined> {
  const kinds = await inOrder(all);
  if (options.choice !== undefined) return numbered(kinds, options.choice);
  if (options.json !== true && kinds.length > 1) showKinds(kinds, terminal);
  const isAsked = options.yes !== true && options.json !== true && process.stdin.isTTY && terminal.isScreen;
  if (kinds.length < 2 || !isAsked) return kinds[0];
  const answer = (await askLine('Which of them? [1] ', terminal, 'Nothing was written.')).trim();
  return numbered(kinds, answer === '' ? '1' : answer);
}

/** With what this machine lacks for it. */
export function withMissingPrograms(
  detected: Detected,
  env: Readonly<Record<string, string | undefined>>,
): Detected {
  const programs = detected.build === undefined ? [] : programsOf(detected.build);
  const missing = programs.filter((name) => findProgram(name, env) === undefined);
  if (missing.length === 0) return detected;
  const named = missing.map((name) => `"${name}"`).join(', ');
  const note = `this machine has no ${named}, and the build fails without: install ${missing.length === 1 ? 'it' : 'them'} before you run it here`;
  return { ...detected, notes: [...(detected.notes ?? []), note] };
}

/** With the versions that the project pins and that this machine does not have. Node is fetched when a build asks for it. */
export function withOtherVersions(
  detected: Detected,
  env: Readonly<Record<string, string | undefined>>,
): Detected {
  const { pinned = [], runtimes = {} } = detected.build ?? {};
  const notes = pinned.flatMap((runtime) => versionNote(runtime, runtimes[runtime] ?? '', env) ?? []);
  return notes.length === 0 ? detected : { ...detected, notes: [...(detected.notes ?? []), ...notes] };
}

function versionNote(
  runtime: string,
  wanted: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const question = runtimeQuestion(runtime);
  const version = wanted.replace(/^corretto/, '');
  if (question === undefined || runtime === 'nodejs') return undefined;
  if (runtime === 'python' && hasPython(version, env)) return undefined;
  const { status, stdout, stderr } = spawnSync(question.file, question.args, {
    // In the project's folder what starts another version by the files there answers for that one, or fails without it.
    cwd: tmpdir(),
    env: { ...env, GOTOOLCHAIN: 'local' },
    encoding: 'utf8',
    timeout: 10_000,
  });
  const found = status === 0 ? question.answer.exec(`${stdout}${stderr}`)?.[1] : undefined;
  // That it is missing altogether is said with the other programs.
  if (found === undefined || satisfies(version, found)) return undefined;
  return `the project asks for ${runtime} ${version}, and this machine has ${found}: the build runs with that here, so install ${version} or see whether it is enough`;
}

/** A build takes it from there, whichever is the first on PATH. */
function hasPython(version: string, env: Readonly<Record<string, string | undefined>>): boolean {
  const name = `python${version.split('.').slice(0, 2).join('.')}`;
  return ofPyenv(version) !== undefined || findProgram(name, env) !== undefined;
}

async function inOrder(all: readonly Detected[]): Promise<readonly Detected[]> {
  const needsEngine = ({ build }: Detected): boolean => build?.isPrivileged === true;
  if (!all.some(needsEngine) || (await findContainerEngine({})) !== undefined) return all;
  const noted = all.filter(needsEngine).map((each) => ({
    ...each,
    notes: [
      ...(each.notes ?? []),
      'this machine has no Docker or Podman that answers, and the build needs one',
    ],
  }));
  return [...all.filter((each) => !needsEngine(each)), ...noted];
}

function showKinds(kinds: readonly Detected[], terminal: Terminal): void {
  const choices = kinds.map(
    ({ title, evidence }, index) => `  ${index + 1}  ${title} (${evidence.join(', ')})\n`,
  );
  writeText(terminal, `This folder can be taken for\n${choices.join('')}\n`);
}

function numbered(kinds: readonly Detected[], choice: string): Detected | undefined {
  const found = kinds[Number(choice) - 1];
  if (found !== undefined || kinds.length === 0) return found;
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `There is no choice "${choice}"`,
      remedy: `Give a number from 1 to ${kinds.length}`,
    }),
  ]);
}
