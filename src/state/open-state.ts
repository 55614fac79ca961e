// Opens the .slipway folder: the only way to what is known.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { debugOf } from '../lib/debug.ts';
import { ProblemError } from '../lib/problem.ts';
import { withSystemProblems } from '../lib/system-problem.ts';
import { openArtifactStore } from './artifacts/folder-artifact-store.ts';
import { openBuildCache } from './build-cache.ts';
import { folderProblem } from './check-folder.ts';
import { openDatabase, openDatabaseForReading } from './database.ts';
import { keepReserve } from './disk-reserve.ts';
import { EncryptedSecretStore } from './encrypted-secret-store.ts';
import { openLogStore } from './file-log-store.ts';
import { openFoldedStates } from './folded-states.ts';
import { LogGroups } from './log-groups/log-groups.ts';
import { migrations } from './migrations.ts';
import { acquireOwnership, stateLocked } from './ownership.ts';
import { openHistory } from './sqlite-history.ts';
import { openJournal } from './sqlite-journal.ts';
import { admitOthers, makePrivateFolder, privateFile } from './private-files.ts';
import { openRecords } from './sqlite-records.ts';
import type { StateFolder } from './state-folder.ts';
import { upgradeState } from './upgrade-state.ts';

const debug = debugOf('state');

/**
 * As owner: makes the folder when needed and holds its lock until disposed; throws a ProblemError (StateLocked) when
 * another process holds it. Otherwise for reading, next to its owner: the journal and the records then refuse
 * writes; secrets may be put by anyone.
 */
export async function openState(path: string, { owner }: { readonly owner: boolean }): Promise<StateFolder> {
  const folder = resolve(path);
  const wrong = folderProblem(folder);
  if (wrong !== undefined) throw new ProblemError([wrong]);
  debug(() => `opens ${folder} as ${owner ? 'its owner' : 'a reader'}`);
  if (!owner) {
    await upgradeState(folder, { file: join(folder, 'slipway.db'), migrations });
    return assemble(folder, 'reader', () => {});
  }
  const ownership = await acquireOwnership(folder);
  debug(() => (ownership.owned ? `owns ${folder}` : `${folder} is owned by another process`));
  if (!ownership.owned) throw stateLocked(folder, ownership.heldBy);
  try {
    keepOutOfGit(folder);
    const reserve = keepReserve(folder);
    return assemble(folder, 'owner', () => {
      reserve[Symbol.dispose]();
      ownership.release();
    });
  } catch (error) {
    ownership.release();
    throw error;
  }
}

function assemble(folder: string, as: 'owner' | 'reader', release: () => void): StateFolder {
  const file = join(folder, 'slipway.db');
  const database = as === 'owner' ? openDatabase(file, migrations) : openDatabaseForReading(file, migrations);
  const secrets = new EncryptedSecretStore(folder);
  const records = openRecords(database, folder);
  let logGroups: LogGroups | undefined;
  return {
    path: folder,
    journal: openJournal(database, folder),
    folded: openFoldedStates(database),
    history: openHistory(database),
    artifacts: openArtifactStore(join(folder, 'artifacts'), cacheLimitBytes()),
    logs: openLogStore(join(folder, 'logs')),
    logGroups: () => (logGroups ??= new LogGroups(folder)),
    caches: openBuildCache(join(folder, 'cache', 'builds'), records, cacheLimitBytes()),
    records,
    secrets,
    admitOthers: () => admitOthers(folder),
    // At once: what ends meanwhile removes folders that are empty, and one above could be gone halfway.
    // oxlint-disable-next-line typescript/require-await -- so that its errors are rejections, as the interface says
    folder: async (name, ...below) => {
      const subfolder = join(folder, name, ...below);
      mkdirSync(subfolder, { recursive: true });
      return subfolder;
    },
    // The lock goes last: the next owner finds everything closed.
    // oxlint-disable-next-line typescript/require-await
    [Symbol.asyncDispose]: async () => {
      secrets[Symbol.dispose]();
      logGroups?.[Symbol.dispose]();
      if (database.isOpen) database.close();
      release();
    },
  };
}

/** For what is put there next to any owner, also before anything was run: private, and in no commit. */
export function makeStateFolder(path: string): string {
  const folder = resolve(path);
  const wrong = folderProblem(folder);
  if (wrong !== undefined) throw new ProblemError([wrong]);
  withSystemProblems(folder, () => makePrivateFolder(folder));
  keepOutOfGit(folder);
  return folder;
}

/** The secrets alone, for a process that puts them. */
export function openSecrets(path: string): EncryptedSecretStore {
  return new EncryptedSecretStore(makeStateFolder(path));
}

/** SLIPWAY_CACHE_LIMIT_MB, else 10 GB: what all builds of the folder may keep together, and sources for builds too. */
function cacheLimitBytes(): number {
  const given = Number(process.env['SLIPWAY_CACHE_LIMIT_MB']);
  return Number.isFinite(given) && given > 0 ? given * 1_000_000 : 10_000_000_000;
}

/** The folder usually lies in a working tree and belongs in no commit. */
function keepOutOfGit(folder: string): void {
  const file = join(folder, '.gitignore');
  if (!existsSync(file)) withSystemProblems(file, () => writeFileSync(file, '*\n', { mode: privateFile }));
}
