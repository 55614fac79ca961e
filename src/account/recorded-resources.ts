// The resources that moto has, next to those of the register: read from the heads of the files that it keeps.
import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../lib/defined.ts';
import { motoFolder } from './moto-folder.ts';
import type { Maker } from './resource.ts';

export interface RecordedResource {
  readonly account: string;
  /** Empty for a type that is in no region. */
  readonly region: string;
  /** As CloudFormation calls it. */
  readonly type: string;
  readonly name: string;
  /** Absent for a type that has none. */
  readonly arn?: string;
  /**
   * `ran`: it does what it does on AWS (a table holds items). `recorded`: its settings are kept and given back, and nothing
   * runs.
   */
  readonly here: Here;
  readonly madeBy: Maker;
  /** Milliseconds since the epoch. */
  readonly madeAt: number;
}

export type Here = 'ran' | 'recorded';

/** What moto executes, and what acts through calls, messages and events that are answered here. */
const executed =
  /^AWS::(?:(?:DynamoDB|SQS|KMS|SNS)::|Events::(?:EventBus|Rule)$|Cognito::UserPool(?:Client)?$|IAM::(?:InstanceProfile|ManagedPolicy|OIDCProvider|Role)$)/;

/** Of a type that moto keeps. A stack says the same of it (`ResourceHandler.here`). */
export function actsBehind(type: string): boolean {
  return executed.test(type);
}

/** In order of type and name. Starts nothing: what moto keeps is on disk. */
export function recordedResources(stateFolder: string): readonly RecordedResource[] {
  const folder = motoFolder(stateFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.state'))
    .flatMap((name) => (JSON.parse(firstLine(join(folder, name))) as Head).resources.map(resourceIn))
    .toSorted((a, b) => compare(a.type, b.type) || compare(a.name, b.name));
}

/** Written by `services/behind/python/store.py`. */
interface Head {
  readonly resources: readonly HeadResource[];
}

type HeadResource = readonly [account: string, region: string, type: string, name: string, made: Made];

interface Made {
  readonly arn: string | null;
  readonly operation: string;
  readonly principal: string;
  readonly at: number;
}

function resourceIn([account, region, type, name, made]: HeadResource): RecordedResource {
  return defined({
    account,
    // moto keeps what is in no region under its partition.
    region: /^aws(-|$)/.test(region) ? '' : region,
    type,
    name,
    arn: made.arn ?? undefined,
    here: actsBehind(type) ? ('ran' as const) : ('recorded' as const),
    madeBy: { kind: 'api' as const, operation: made.operation, principal: made.principal },
    madeAt: made.at,
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What follows it may be as large as all items of all tables. */
function firstLine(path: string): string {
  const file = openSync(path, 'r');
  try {
    const parts: Buffer[] = [];
    for (;;) {
      const part = Buffer.alloc(64 * 1024);
      const length = readSync(file, part);
      const end = part.subarray(0, length).indexOf('\n');
      parts.push(part.subarray(0, end < 0 ? length : end));
      if (end >= 0 || length === 0) return Buffer.concat(parts).toString('utf8');
    }
  } finally {
    closeSync(file);
  }
}
