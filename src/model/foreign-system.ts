// Build environments that no Linux machine can be: Windows and macOS. Pure.
import type { ProjectEnvironment } from './build.ts';

export interface ForeignSystem {
  /** As Node names it. */
  readonly platform: 'win32' | 'darwin';
  readonly system: 'Windows' | 'macOS';
  /** The type or the image that says so. */
  readonly because: string;
}

/** Undefined for an environment of Linux. */
export function foreignSystem({ type, image }: ProjectEnvironment): ForeignSystem | undefined {
  for (const because of [type, image]) {
    if (/^WINDOWS|(^|\/)(windows|nanoserver|servercore)([-:/]|$)/i.test(because))
      return { platform: 'win32', system: 'Windows', because };
    if (/^MAC_|(^|\/)macos[-:]/i.test(because)) return { platform: 'darwin', system: 'macOS', because };
  }
  return undefined;
}
