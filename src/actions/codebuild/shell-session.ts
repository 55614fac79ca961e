// The shell of one build: runs its commands one after the other and carries between them what CodeBuild carries.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandResult } from '../../process/command.ts';
import type { Usage } from '../../process/watch-usage.ts';
import type { Account } from './account.ts';
import type { Build } from './build.ts';
import type { BuildFolders } from './build-folders.ts';
import type { BuildMachine, MachineCommand } from './build-machine.ts';
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

/** What a failed build leaves for a shell in its place; lies in the folder of its scripts. */
export interface LeftShell {
  readonly shell: string;
  readonly folder: string;
  readonly environmentFile: string;
  /** Set when it ran in one, which waits for the shell. */
  readonly container?: LeftContainer;
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
  readonly #script: string;
  readonly #environmentFile: string;
  readonly #folderFile: string;
  #folder: string;
  #isOver = false;
  #usage: Usage = {};

  constructor(options: ShellOptions) {
    const { tmp } = options.folders;
    this.shell = options.shell;
    this.#options = options;
    this.#script = join(tmp, 'script.sh');
    this.#environmentFile = join(tmp, 'env.sh');
    this.#folderFile = join(tmp, 'dir.txt');
    this.#folder = options.folders.source(0);
  }

  /** Runs one item of a list of commands. Its output goes to the log while it comes. */
  async run(command: ShellCommand): Promise<CommandResult> {
    const { build, environment, isCarrying } = this.#options;
    const hasEnvironment = isCarrying && existsSync(this.#environmentFile);
    const input = { ...command, folder: this.#folder };
    const text = isCarrying
      ? carryingScript({ ...input, ...this.#files, hasEnvironment })
      : isolatedScript(input);
    writeFileSync(this.#script, text);
    const show = (bytes: Uint8Array) => this.#isOver || build.log.output(bytes);
    rmSync(this.#folderFile, { force: true });
    const result = await this.#execute({
      // A variable that a command has unset must not come back with the next one.
      env: hasEnvironment ? this.#path : environment,
      onOutput: show,
      // What runs in the background goes on telling its part, as in a container.
      onLateOutput: show,
      timeoutMs: build.deadline - build.context.now(),
      watchesUsage: true,
      ...(command.account === undefined ? {} : { account: command.account }),
    });
    const left = isCarrying ? this.#left() : undefined;
    // Where it was when an `exit` kept it from telling.
    this.#folder = left?.folder ?? this.#folder;
    this.#usage = addUsage(this.#usage, {
      ...result.usage,
      ...(left === undefined ? {} : { cpuMs: left.cpuMs }),
    });
    return result;
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
    if (!existsSync(this.#environmentFile)) return pick(this.#options.environment, names);
    const readable = names.filter(isVariableName);
    if (readable.length === 0) return {};
    writeFileSync(this.#script, readingScript(this.#environmentFile, readable));
    const parts: Uint8Array[] = [];
    await this.#execute({
      env: this.#path,
      onOutput: (bytes) => void parts.push(bytes),
      timeoutMs: readingTimeoutMs,
    });
    const entries = Buffer.concat(parts).toString('utf8').split('\0').slice(0, -1);
    return Object.fromEntries(entries.map((entry) => splitEntry(entry)));
  }

  /** A text after the shell has replaced the variables and commands in it, as they are now. */
  async expand(text: string): Promise<string> {
    if (!/[$`\\]/.test(text)) return text;
    const { environment } = this.#options;
    const hasFile = existsSync(this.#environmentFile);
    const from = { folder: this.#folder, ...(hasFile ? { environmentFile: this.#environmentFile } : {}) };
    writeFileSync(this.#script, expandingScript(text, from));
    const parts: Uint8Array[] = [];
    await this.#execute({
      env: hasFile ? this.#path : environment,
      onOutput: (bytes, stream) => void (stream === 'stdout' && parts.push(bytes)),
      timeoutMs: readingTimeoutMs,
    });
    return Buffer.concat(parts).toString('utf8').replace(/\n$/, '');
  }

  /**
   * After this nothing reaches the log any more. Removes what the carried variables hold, secrets among them; `kept`
   * leaves all that a shell needs to go on from here.
   */
  end(variables: 'removed' | 'kept'): void {
    this.#isOver = true;
    if (variables === 'removed') rmSync(this.#environmentFile, { force: true });
    else this.#keep();
  }

  #keep(): void {
    const { environment, folders, machine } = this.#options;
    if (!existsSync(this.#environmentFile)) writeFileSync(this.#environmentFile, exporting(environment));
    const left: LeftShell = {
      shell: this.shell,
      folder: this.#folder,
      environmentFile: this.#environmentFile,
      ...(machine.container === undefined ? {} : { container: machine.container }),
    };
    writeFileSync(join(folders.tmp, leftShellFile), JSON.stringify(left));
  }

  get #files(): { readonly environmentFile: string; readonly folderFile: string } {
    return { environmentFile: this.#environmentFile, folderFile: this.#folderFile };
  }

  get #path(): Readonly<Record<string, string>> {
    return pick(this.#options.environment, ['PATH']);
  }

  async #execute(
    how: Pick<MachineCommand, 'env' | 'onOutput' | 'onLateOutput' | 'timeoutMs' | 'watchesUsage' | 'account'>,
  ): Promise<CommandResult> {
    const { folders, machine, shell } = this.#options;
    return machine.run({ file: shell, args: [this.#script], cwd: folders.output, ...how });
  }

  #left(): ReturnType<typeof readLeft> {
    try {
      return readLeft(readFileSync(this.#folderFile, 'utf8'));
    } catch {
      return undefined;
    }
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
