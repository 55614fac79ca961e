// Terminates a host: ends it and removes what it kept.
import { removeTree } from '../../lib/remove-tree.ts';
import { endHost } from './end-host.ts';
import type { ProcessFolder } from '../daemon/process-folder.ts';

export async function removeHost(folder: ProcessFolder): Promise<void> {
  await endHost(folder);
  await Promise.all([removeTree(folder.path), removeTree(folder.sockets)]);
}
