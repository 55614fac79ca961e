// The shell of one build: runs its commands one after the other and carries between them what CodeBuild carries.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlainFile } from '../../lib/read-plain-file.ts';
import type { CommandResult } from '../../process/command.ts';
import type { MachineCommand } from '../../process/machine/machine.ts';
import type { Usage } from '../../process/watch-usage.ts';
import type { Account } from './account.ts';
import type { Build } from './build.ts';
import type { BuildFolders } from './build-folders.ts';
import type { BuildMachine } from './build-machine.ts';
import type { LeftContainer } from './left-containers.ts';
import {
  carryingScript,
  expandingScript,
  exporting,
  isolatedScript,
  isVariableName,
  readLeft,
  readingScript,
} from './command-script.ts';

export interface ShellOptions {
  readonly build: Build;
  readonly folders: BuildFolders;
  readonly machine: BuildMachine;
  /** `/bin/sh` or `bash`. */
  readonly shell: string;
  /** The environment before the first command. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether anything is carried: not in version 0.1. */
  readonly isCarrying: boolean;
}

/** What a failed build leaves for a shell in its place; lies in the work folder of the action. */
export interface LeftShell {
  readonly shell: string;
  /** Where its last command ended, and the file with its variables, as its machine sees them. */
  readonly folder: string;
  readonly environmentFile: string;
  /** The same file, and all that the build has, as this process sees them. */
  readonly variables: string;
  readonly work: string;
  /** See `Machine.enter`. */
  readonly enter: readonly string[];
  /** The process that holds the machine open. */
  readonly machine?: number;
  /** Set when it ran in one, which waits for the shell. */
  readonly container?: LeftContainer;
}

interface SharedFile {
  readonly inside: string;
  readonly here: string;
}

export const leftShellFile = 'shell.json';

export interface ShellCommand {
  readonly command: string;
  readonly succeeding: boolean;
  readonly account?: Account;
}

/** Variables are also read after a build has run out of its time. */
const readingTimeoutMs = 10_000;

export class ShellSession {
  readonly shell: string;
  readonly #options: ShellOptions;
  /** Files that the commands see under the first path and this process under the second. */
  readonly #script: SharedFile;
  readonly #file: (name: string) => SharedFile;
  #environmentFile: SharedFile;
  readonly #folderFile: SharedFile;
  #folder: string;
  #isOver = false;
  #commands = 0;
  #usage: Usage = {};

  constructor(options: ShellOptions) {
    const { folders, environment } = options;
    const file = (name: string): SharedFile => {
      const inside = join(folders.tmp, name);
      return { inside, here: folders.here(inside) };
    };
    this.shell = options.shell;
    this.#options = options;
    this.#file = file;
    this.#script = file('script.sh');
    this.#environmentFile = file('env.sh');
    this.#folderFile = file('dir.txt');
    this.#folder = folders.source(0);
    writeFileSync(this.#environmentFile.here, exporting(environment));
  }

  /** Runs one item of a list of commands. Its output goes to the log while it comes. */
  async run({ account, ...command }: ShellCommand): Promise<CommandResult> {
    const { build, machine, isCarrying } = this.#options;
    this.#commands += 1;
    const next = this.#file(`env-${this.#commands}.sh`);
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
      onOutput: (bytes) => this.#isOver || build.log.output(bytes),
      timeoutMs: build.deadline - build.context.now(),
      watchesUsage: true,
      ...(account === undefined ? {} : { account }),
    });
    const left = isCarrying ? this.#left() : undefined;
    if (isCarrying) this.#carry(left === undefined ? this.#environmentFile : next, next);
    // An `exit` keeps a command from reporting where it ended.
    this.#folder = left?.folder ?? this.#folder;
    this.#usage = addUsage(this.#usage, {
      ...result.usage,
      ...(left === undefined ? {} : { cpuMs: left.cpuMs }),
    });
    return result;
  }

  /** A new file each time: what is written over a file goes to the disk at once on ext4, which takes ten times as long. */
  #write(script: string): void {
    rmSync(this.#script.here, { force: true });
    writeFileSync(this.#script.here, script);
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

  get sourceFolder(): string {
    return this.#options.folders.source(0);
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

  /**
   * After this nothing reaches the log any more. Removes what the carried variables hold, secrets among them; `kept`
   * leaves all that a shell needs to go on from here.
   */
  end(variables: 'removed' | 'kept'): void {
    this.#isOver = true;
    if (variables === 'removed') rmSync(this.#environmentFile.here, { force: true });
    else this.#keep();
  }

  #keep(): void {
    const { build, folders, machine } = this.#options;
    const left: LeftShell = {
      shell: this.shell,
      folder: this.#folder,
      environmentFile: this.#environmentFile.inside,
      variables: this.#environmentFile.here,
      work: folders.work,
      enter: machine.enter,
      ...(machine.pid === undefined ? {} : { machine: machine.pid }),
      ...(machine.container === undefined ? {} : { container: machine.container }),
    };
    writeFileSync(join(build.context.workFolder, leftShellFile), JSON.stringify(left));
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
  return { ...(cpu === undefined ? {} : { cpuMs: cpu }), ...(peak === 0 ? {} : { peakMemoryBytes: peak }) };
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
