// Where the commands of a build run: this machine, or a container on it.
import { userInfo } from 'node:os';
import type { CommandOptions, CommandResult } from '../../process/command.ts';
import { runCommand } from '../../process/run-command.ts';
import type { Account } from './account.ts';
import { baseEnvironment } from './base-environment.ts';
import type { Build } from './build.ts';
import { buildTools } from './build-tools.ts';
import type { BuildFolders } from './build-folders.ts';
import type { LeftContainer } from './left-containers.ts';
import { engineVariables, offerPlugins, standInTools } from './stand-in/stand-in-tools.ts';
import { noteVariables } from './stand-in/tool-notes.ts';

export interface MachineCommand extends Pick<
  CommandOptions,
  'cwd' | 'onOutput' | 'onLateOutput' | 'timeoutMs' | 'watchesUsage'
> {
  readonly file: string;
  readonly args: readonly string[];
  /** What it has besides what the machine gives to all. */
  readonly env: Readonly<Record<string, string>>;
  readonly account?: Account;
}

export interface BuildMachine {
  /** Two machines of the same identity have the same programs. */
  readonly identity: string;
  /** The variables that a build finds before its own are set. */
  readonly environment: Readonly<Record<string, string>>;
  readonly userName: string;
  /** Whether commands can run under another user. */
  readonly isRoot: boolean;
  readonly run: (command: MachineCommand) => Promise<CommandResult>;
  /** From now on the files of the build can be read and removed by the user who runs Slipway. */
  readonly giveBack: () => Promise<void>;
  readonly container?: LeftContainer;
  /** Nothing of the build runs any more. */
  readonly end: () => Promise<void>;
}

/** This machine itself. Its processes are found and ended by the mark of the build, by whoever started it. */
export async function openOwnMachine(build: Build, folders: BuildFolders): Promise<BuildMachine> {
  const { state } = build.context;
  const tools = `${await standInTools(state)}:${await buildTools(state)}`;
  const environment = {
    ...baseEnvironment(process.env, { home: folders.home, tools }),
    ...engineVariables(process.env),
    ...noteVariables(folders),
  };
  await offerPlugins(folders.home);
  const { username, uid } = userInfo();
  return {
    identity: `this machine ${environment['PATH']}`,
    environment,
    userName: username,
    isRoot: uid === 0,
    run: async ({ account, ...command }) =>
      runCommand({
        ...command,
        signal: build.context.signal,
        // What a command leaves running does not hold up the next one.
        endsOn: 'exit',
        mark: build.context.actionExecutionId,
        ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
      }),
    giveBack: async () => {},
    end: async () => {},
  };
}

/** Standard output of a short command, or undefined when it fails. */
export async function capture(
  machine: BuildMachine,
  [file = '', ...args]: readonly string[],
  account?: Account,
): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  const { exitCode } = await machine.run({
    file,
    args,
    cwd: '/',
    env: { PATH: machine.environment['PATH'] ?? '' },
    timeoutMs: captureTimeoutMs,
    onOutput: (bytes, stream) => void (stream === 'stdout' && parts.push(bytes)),
    ...(account === undefined ? {} : { account }),
  });
  return exitCode === 0 ? Buffer.concat(parts).toString('utf8').trim() : undefined;
}

const captureTimeoutMs = 60_000;
