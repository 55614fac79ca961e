// The code of functions and layers: each zip under its SHA-256, and unpacked next to it. The same code lies there once.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryName, writeAtomically } from '../../lib/atomic-file.ts';
import { ProblemError } from '../../lib/problem.ts';
import type { Result } from '../../lib/result.ts';
import { readZip, type ZipLimits } from '../../lib/unzip.ts';
import { privateFile, privateFolder } from '../../state/private-files.ts';
import { unpackCode } from '../../targets/function/unpack-code.ts';

export interface StoredCode {
  /** In base64, as Lambda gives it. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Lambda developer guide, Lambda quotas: a deployment package, unzipped. */
const mostUnzippedBytes = 262_144_000;

const limits: ZipLimits = {
  entries: 100_000,
  totalBytes: mostUnzippedBytes,
  ratio: 1000,
  freeBytes: mostUnzippedBytes,
};

export class CodeStore {
  readonly #folder: string;

  /** @param folder absolute path; made when needed */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: privateFolder });
  }

  /** On disk when it returns. */
  put(zip: Uint8Array): StoredCode {
    const digest = createHash('sha256').update(zip).digest();
    const file = this.zipFile(digest.toString('base64'));
    if (!existsSync(file)) writeAtomically(file, zip, privateFile);
    return { sha256: digest.toString('base64'), sizeBytes: zip.length };
  }

  read(sha256: string): Buffer | undefined {
    const file = this.zipFile(sha256);
    return existsSync(file) ? readFileSync(file) : undefined;
  }

  /** Why the zip is no code, by its directory: its members are not read. */
  async check(sha256: string): Promise<'unreadable' | 'too large' | undefined> {
    let unzippedBytes = 0;
    const add = async ({ sizeBytes }: { readonly sizeBytes: number }) => {
      unzippedBytes += sizeBytes;
      await Promise.resolve();
    };
    try {
      await readZip(this.zipFile(sha256), add, { ...limits, totalBytes: Infinity, freeBytes: Infinity });
    } catch (error) {
      if (error instanceof ProblemError) return 'unreadable';
      throw error;
    }
    return unzippedBytes > mostUnzippedBytes ? 'too large' : undefined;
  }

  /** Absolute path; there is something when it is unpacked. */
  unpackedFolder(sha256: string): string {
    return join(this.#folder, hexOf(sha256));
  }

  zipFile(sha256: string): string {
    return join(this.#folder, `${hexOf(sha256)}.zip`);
  }

  /** Nothing when it was before. In one step: a process that is killed leaves no half of it. */
  async unpack(sha256: string): Promise<Result<object>> {
    const folder = this.unpackedFolder(sha256);
    if (existsSync(folder)) return {};
    const draft = temporaryName(folder);
    try {
      await unpackCode(this.zipFile(sha256), draft);
      await rename(draft, folder);
      return {};
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      // Another call was faster.
      if (existsSync(folder)) return {};
      if (error instanceof ProblemError) return { failed: error.message };
      throw error;
    }
  }

  /** What nothing refers to any more, and what a killed process has left half-written. */
  removeUnused(isUsed: (sha256: string) => boolean): void {
    for (const name of readdirSync(this.#folder)) {
      const hex = /^([0-9a-f]{64})(?:\.zip)?$/.exec(name)?.[1];
      if (hex !== undefined && isUsed(Buffer.from(hex, 'hex').toString('base64'))) continue;
      rmSync(join(this.#folder, name), { recursive: true, force: true });
    }
  }
}

function hexOf(sha256: string): string {
  return Buffer.from(sha256, 'base64').toString('hex');
}
