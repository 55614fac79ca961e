// Docker or Podman, by their command lines: both take the same words for what is done here.
import { runCommand } from './run-command.ts';
import type { CommandResult } from './command.ts';

export type EngineName = 'docker' | 'podman';

export interface ContainerEngine {
  readonly name: EngineName;
  /** The program that is called. */
  readonly file: string;
  readonly version: string;
}

/** `file` is the program of the engine when it is not the one of that name on PATH. */
export async function findContainerEngine(
  name: EngineName,
  file: string = name,
): Promise<ContainerEngine | undefined> {
  // Docker's client answers without an engine; only its server is one.
  const format = name === 'docker' ? '{{.ServerVersion}}' : '{{.Version.Version}}';
  const asked = await callEngine({ file }, ['info', '--format', format], { timeoutMs: 20_000 });
  const version = asked.output.trim().split('\n').at(-1) ?? '';
  return asked.exitCode === 0 && /^\d/.test(version) ? { name, file, version } : undefined;
}

export interface EngineCall {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly onOutput?: (bytes: Uint8Array) => void;
  /** In addition to the user's own environment: passed on by name, so that no argument holds it. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One short call to its end, with what it said on both streams. */
export async function callEngine(
  { file }: Pick<ContainerEngine, 'file'>,
  args: readonly string[],
  { onOutput, env, ...call }: EngineCall = {},
): Promise<Pick<CommandResult, 'exitCode' | 'end'> & { readonly output: string }> {
  const parts: Uint8Array[] = [];
  const { exitCode, end } = await runCommand({
    file,
    args,
    cwd: '/',
    env: { ...engineEnvironment(), ...env },
    mark: 'container-engine',
    endsOn: 'exit',
    onOutput: (bytes) => {
      parts.push(bytes);
      onOutput?.(bytes);
    },
    ...call,
  });
  return { exitCode, end, output: Buffer.concat(parts).toString('utf8') };
}

/** The user's own: where the engine listens and who may pull what stands in it and in the home folder. */
export function engineEnvironment(): Readonly<Record<string, string>> {
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(own);
}

/** The variables of this process that lead to an engine, for one that is to find the same. */
export function engineAddress(): Readonly<Record<string, string>> {
  const names = ['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'XDG_RUNTIME_DIR'];
  const found = [...names, 'SLIPWAY_CONTAINER_ENGINE'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}
