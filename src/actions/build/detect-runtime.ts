// Which version of a language this machine has, asked of its own program.
import { capture, type BuildMachine } from './build-machine.ts';

interface Question {
  readonly file: string;
  readonly args: readonly string[];
  /** The version is its first group. */
  readonly answer: RegExp;
}

const questions: Readonly<Record<string, Question>> = {
  nodejs: { file: 'node', args: ['--version'], answer: /v?(\d+(?:\.\d+)*)/ },
  python: { file: 'python3', args: ['--version'], answer: /Python (\d+(?:\.\d+)*)/ },
  java: { file: 'java', args: ['-version'], answer: /version "(?:1\.)?(\d+(?:\.\d+)*)/ },
  golang: { file: 'go', args: ['version'], answer: /go(\d+(?:\.\d+)*)/ },
  ruby: { file: 'ruby', args: ['--version'], answer: /ruby (\d+(?:\.\d+)*)/ },
  php: { file: 'php', args: ['--version'], answer: /PHP (\d+(?:\.\d+)*)/ },
  dotnet: { file: 'dotnet', args: ['--version'], answer: /(\d+(?:\.\d+)*)/ },
  rust: { file: 'rustc', args: ['--version'], answer: /rustc (\d+(?:\.\d+)*)/ },
};

/** How a machine is asked for its version. */
export function runtimeQuestion(runtime: string): Question | undefined {
  return Object.hasOwn(questions, runtime) ? questions[runtime] : undefined;
}

export function canDetect(runtime: string): boolean {
  return Object.hasOwn(questions, runtime);
}

/** Asking costs up to half a second (java), and the answer stays true as long as this process runs. */
const answers = new Map<string, Promise<string | undefined>>();

/** Undefined when the machine does not have it. */
export async function detectRuntime(runtime: string, machine: BuildMachine): Promise<string | undefined> {
  const question = runtimeQuestion(runtime);
  if (question === undefined) return undefined;
  const known = `${runtime} ${machine.identity}`;
  const answer = answers.get(known) ?? ask(question, machine);
  answers.set(known, answer);
  return answer;
}

async function ask({ file, args, answer }: Question, machine: BuildMachine): Promise<string | undefined> {
  // Java prints its version to standard error.
  const said = await capture(machine, ['/bin/sh', '-c', 'exec "$0" "$@" 2>&1', file, ...args]);
  return said === undefined ? undefined : answer.exec(said)?.[1];
}
