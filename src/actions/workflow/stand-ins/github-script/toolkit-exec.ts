// `exec` of a script, as @actions/exec has it: runs programs without a shell, and shows what they print.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

interface ExecOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly silent?: boolean;
  readonly ignoreReturnCode?: boolean;
  readonly failOnStdErr?: boolean;
  readonly input?: Buffer;
  readonly listeners?: {
    readonly stdout?: (data: Buffer) => void;
    readonly stderr?: (data: Buffer) => void;
  };
}

interface ExecOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function getExecOutput(
  commandLine: string,
  args: readonly string[] = [],
  options: ExecOptions = {},
): Promise<ExecOutput> {
  const [program = '', ...first] = wordsOf(commandLine);
  const words = [...first, ...args];
  const show =
    options.silent === true ? () => undefined : (data: string | Buffer) => process.stdout.write(data);
  show(`[command]${[program, ...words].join(' ')}\n`);
  const child = spawn(program, words, { cwd: options.cwd, env: options.env ?? process.env });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (data: Buffer) => {
    out.push(data);
    show(data);
    options.listeners?.stdout?.(data);
  });
  child.stderr.on('data', (data: Buffer) => {
    err.push(data);
    show(data);
    options.listeners?.stderr?.(data);
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input);
  const [code] = (await once(child, 'close')) as [number | null];
  const exitCode = code ?? 1;
  if (exitCode !== 0 && options.ignoreReturnCode !== true)
    throw new Error(`The process '${program}' failed with exit code ${exitCode}`);
  if (err.length > 0 && options.failOnStdErr === true)
    throw new Error(
      `The process '${program}' failed because one or more lines were written to the STDERR stream`,
    );
  return {
    exitCode,
    stdout: Buffer.concat(out).toString('utf8'),
    stderr: Buffer.concat(err).toString('utf8'),
  };
}

/** Words are between spaces; one with spaces stands in double quotes. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:"((?:[^"\\]|\\.)*)"|[^\s"]+)+/g)].map(([word]) =>
    word.replaceAll(/"((?:[^"\\]|\\.)*)"/g, (_all, quoted: string) => quoted.replaceAll(String.raw`\"`, '"')),
  );
}

export const exec = {
  getExecOutput,
  exec: async (...of: Parameters<typeof getExecOutput>): Promise<number> =>
    (await getExecOutput(...of)).exitCode,
} as const;
