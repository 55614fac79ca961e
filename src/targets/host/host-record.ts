// What is remembered about a host between openings, and the mark by which its processes are found.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { HostImage } from '../../model/host-image.ts';

export interface HostRecord {
  readonly instanceId: string;
  readonly isolation: 'process' | 'namespace';
  /** Process hosts: the PORT of the host's application. */
  readonly port?: number;
  /** Absent in records of earlier versions. */
  readonly image?: HostImage;
  /** Names of programs that the image has installed. */
  readonly programs?: readonly string[];
}

/** Links to the programs that the host's image has installed. */
export function programsFolder(hostPath: string): string {
  return join(hostPath, 'programs');
}

export function hostRecordFile(hostPath: string): string {
  return join(hostPath, 'host.json');
}

/** The same for as long as the host's folder stays where it is. */
export function hostMark(hostPath: string): string {
  return `slipway-host-${createHash('sha256').update(hostPath).digest('hex').slice(0, 24)}`;
}
