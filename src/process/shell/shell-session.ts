// A shell session on a machine: runs commands one after the other and carries between them what CodeBuild's agent carries.
import { rmSync, writeFileSync } from 'node:fs';
import { defined } from '../../lib/defined.ts';
import { readPlainFile } from '../../lib/read-plain-file.ts';
import type { CommandResult } from '../command.ts';
import type { Machine, MachineAccount, MachineCommand } from '../machine/machine.ts';
import type { Usage } from '../watch-usage.ts';
import {
  carryingScript,
  expandingScript,
  exporting,
  isolatedScript,
  isVariableName,
  readLeft,
  readingScript,
} from './command-script.ts';

/** A file that the commands see under the first path and this process under the second. */
export interface SharedFile {
  readonly inside: string;
  readonly here: string;
}

export interface ShellOptions {
  readonly machine: Pick<Machine, 'run' | 'capture' | 'outside'>;
  /** `/bin/sh` or `bash`. */
  readonly shell: string;
  /** The environment before the first command. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the first command starts, as the machine sees it. */
  readonly folder: string;
  /** A file of that name in a folder of the session's own. */
  readonly file: (name: string) => SharedFile;
  /** Whether the variables and the folder of a command are those of the next one. */
  readonly isCarrying: boolean;
  readonly onOutput: (bytes: Uint8Array) => void;
  /** How long a command may run now. */
  readonly timeLeftMs: () => number;
}

export interface ShellCommand {
  readonly command: string;
  /** Set for this command alone; see `CommandScript`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly account?: MachineAccount;
}

/** What one command leaves to the next: where it ended, and a script that sets its variables. */
export interface Carried {
  readonly folder: string;
  readonly variables: string;
}

/** With what another shell goes on from here; paths of the machine. */
export interface ShellPlace {
  readonly shell: string;
  readonly folder: string;
  /** The file with the variables. */
  readonly environmentFile: SharedFile;
}

/** Variables are also read after a build has run out of its time. */
const readingTimeoutMs = 10_000;

export class ShellSession {
  readonly shell: string;
  readonly #options: ShellOptions;
  readonly #script: SharedFile;
  #environmentFile: SharedFile;
  readonly #folderFile: SharedFile;
  #folder: string;
  #isOver = false;
  #commands = 0;
  #usage: Usage = {};

  constructor(options: ShellOptions) {
    this.shell = options.shell;
    this.#options = options;
    this.#script = options.file('script.sh');
    this.#environmentFile = options.file('env.sh');
    this.#folderFile = options.file('dir.txt');
    this.#folder = options.folder;
    writeFileSync(this.#environmentFile.here, exporting(options.environment));
  }

  /** Runs one command. What it prints is given on while it comes. */
  async run({ account, ...command }: ShellCommand): Promise<CommandResult> {
    const { machine, isCarrying, onOutput, timeLeftMs } = this.#options;
    this.#commands += 1;
    const next = this.#options.file(`env-${this.#commands}.sh`);
    const input = { ...command, folder: this.#folder, environmentFile: this.#environmentFile.inside };
    const text = isCarrying
      ? carryingScript({
          ...input,
          nextEnvironmentFile: next.inside,
          folderFile: this.#folderFile.inside,
        })
      : isolatedScript(input);
    this.#write(text);
    if (isCarrying) rmSync(this.#folderFile.here, { force: true });
    const result = await machine.run({
      ...this.#command,
      onOutput: (bytes) => this.#isOver || onOutput(bytes),
      timeoutMs: timeLeftMs(),
      watchesUsage: true,
      ...defined({ account }),
    });
    const left = isCarrying ? this.#left() : undefined;
    if (isCarrying) this.#carry(left === undefined ? this.#environmentFile : next, next);
    // An `exit` keeps a command from reporting where it ended.
    this.#folder = left?.folder ?? this.#folder;
    this.#usage = addUsage(this.#usage, {
      ...result.usage,
      ...defined({ cpuMs: left?.cpuMs }),
    });
    return result;
  }

  /**
   * A new file each time: what is written over a file goes to the disk at once on ext4, which takes ten times as long. The folder of
   * a machine that has ended is gone, and the machine says so when it is asked to run the script.
   */
  #write(script: string): void {
    try {
      rmSync(this.#script.here, { force: true });
      writeFileSync(this.#script.here, script);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  /** The other file of variables is removed: they may be secrets. */
  #carry(kept: SharedFile, next: SharedFile): void {
    rmSync((kept === next ? this.#environmentFile : next).here, { force: true });
    this.#environmentFile = kept;
  }

  /** Where a path of the machine lies for this process. */
  get outside(): (path: string) => string {
    return this.#options.machine.outside;
  }

  /** Where the next command would run. */
  get folder(): string {
    return this.#folder;
  }

  /** What the next command would find. */
  carried(): Carried {
    return { folder: this.#folder, variables: readPlainFile(this.#environmentFile.here) ?? '' };
  }

  /** The next command finds that again. */
  restore({ folder, variables }: Carried): void {
    this.#folder = folder;
    rmSync(this.#environmentFile.here, { force: true });
    writeFileSync(this.#environmentFile.here, variables);
  }

  /** What all commands since the last call have used. */
  takeUsage(): Usage {
    const usage = this.#usage;
    this.#usage = {};
    return usage;
  }

  /** What the named variables hold now. Those that are not set, or cannot be set by a shell, are left out. */
  async read(names: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const readable = names.filter(isVariableName);
    if (readable.length === 0) return {};
    // What no command has changed need not be asked for, and what the file does not name is not set.
    if (this.#commands === 0) return pick(this.#options.environment, readable);
    const variables = readPlainFile(this.#environmentFile.here);
    const named = readable.filter((name) => variables?.includes(name) ?? true);
    if (named.length === 0) return {};
    const text = await this.#ask(readingScript(this.#environmentFile.inside, named));
    const entries = text.split('\0').slice(0, -1);
    return Object.fromEntries(entries.map((entry) => splitEntry(entry)));
  }

  /** A text after the shell has replaced the variables and commands in it, as they are now. */
  async expand(text: string): Promise<string> {
    if (!/[$`\\]/.test(text)) return text;
    const from = { folder: this.#folder, environmentFile: this.#environmentFile.inside };
    return (await this.#ask(expandingScript(text, from))).replace(/\n$/, '');
  }

  async #ask(script: string): Promise<string> {
    this.#write(script);
    const { shell } = this.#options;
    const argv = [shell, this.#script.inside];
    const { output } = await this.#options.machine.capture(argv, { timeoutMs: readingTimeoutMs });
    return output.toString('utf8');
  }

  /** With what another shell can go on. */
  get place(): ShellPlace {
    return { shell: this.shell, folder: this.#folder, environmentFile: this.#environmentFile };
  }

  /** After this no output is given on any more. `removed` removes the variables: they may be secrets. */
  end(variables: 'removed' | 'kept'): void {
    this.#isOver = true;
    if (variables === 'removed') rmSync(this.#environmentFile.here, { force: true });
  }

  get #command(): Pick<MachineCommand, 'file' | 'args'> {
    return { file: this.shell, args: [this.#script.inside] };
  }

  #left(): ReturnType<typeof readLeft> {
    const text = readPlainFile(this.#folderFile.here);
    return text === undefined ? undefined : readLeft(text);
  }
}

/** Times add up, and the highest peak counts: commands run one after the other. */
function addUsage(before: Usage, { cpuMs, peakMemoryBytes }: Usage): Usage {
  const peak = Math.max(before.peakMemoryBytes ?? 0, peakMemoryBytes ?? 0);
  const cpu =
    before.cpuMs === undefined && cpuMs === undefined ? undefined : (before.cpuMs ?? 0) + (cpuMs ?? 0);
  return { ...defined({ cpuMs: cpu }), ...(peak === 0 ? {} : { peakMemoryBytes: peak }) };
}

function pick(
  environment: Readonly<Record<string, string>>,
  names: readonly string[],
): Readonly<Record<string, string>> {
  const entries = names.map((name) => [name, environment[name]] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function splitEntry(entry: string): readonly [string, string] {
  const at = entry.indexOf('=');
  return [entry.slice(0, at), entry.slice(at + 1)];
}
