// Terminates a host: ends it and removes what it kept.
import { removeTree } from '../../lib/remove-tree.ts';
import { endHost } from './end-host.ts';
import type { HostFolder } from '../fleet/fleet-folder.ts';

export async function removeHost(folder: HostFolder): Promise<void> {
  await endHost(folder);
  await Promise.all([removeTree(folder.path), removeTree(folder.sockets)]);
}
