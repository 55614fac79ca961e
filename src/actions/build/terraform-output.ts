// What Terraform and OpenTofu say they will change, and have changed, read from what a build prints. Source: their
// command line's own words, the same in Terraform 1.x and OpenTofu 1.x (hashicorp/terraform, internal/command/views).
import { stripVTControlCharacters } from 'node:util';
import type { LineReader } from './output-lines.ts';
import type { InfrastructureChange, InfrastructureProgress } from '../../model/progress.ts';

/** Longer lists are cut: an action's view holds them. */
const mostResources = 500;

interface Resource {
  readonly address: string;
  readonly change: InfrastructureChange;
}

/** Reports each plan and each change. */
export class TerraformOutput implements LineReader {
  readonly #report: (progress: InfrastructureProgress) => void;
  #tool: InfrastructureProgress['tool'] = 'Terraform';
  #planned: Resource[] = [];
  #changed: Resource[] = [];

  constructor(report: (progress: InfrastructureProgress) => void) {
    this.#report = report;
  }

  line(line: string): void {
    if (mayBeTheirs.test(line)) this.#read(line);
  }

  /** What was changed before it failed is reported. */
  endCommand(): void {
    if (this.#changed.length > 0) this.#end('INCOMPLETE', countsOf(this.#changed));
    this.#tool = 'Terraform';
    this.#planned = [];
  }

  #read(line: string): void {
    const text = stripVTControlCharacters(line).trimEnd();
    if (text.startsWith('OpenTofu ')) this.#tool = 'OpenTofu';
    const planned = plannedIn(text);
    if (planned !== undefined) this.#planned.push(planned);
    const changed = changedIn(text, this.#planned);
    if (changed !== undefined) this.#changed.push(changed);
    const plan = planIn(text);
    if (plan !== undefined) this.#plan(plan);
    const applied = appliedIn(text);
    if (applied !== undefined) this.#end('APPLIED', applied);
  }

  #plan(counts: Counts): void {
    this.#say('PLANNED', counts, this.#planned);
  }

  #end(event: 'APPLIED' | 'INCOMPLETE', counts: Counts): void {
    this.#say(event, counts, this.#changed);
    this.#changed = [];
    this.#planned = [];
  }

  #say(event: InfrastructureProgress['event'], counts: Counts, resources: readonly Resource[]): void {
    this.#report({ tool: this.#tool, event, ...counts, resources: resources.slice(0, mostResources) });
  }
}

/** Cheap: most lines of most builds are not. Colours may stand before and between the words. */
const mayBeTheirs =
  /will be|must be|omplete after|Plan:|No changes|complete! Resources|OpenTofu |has moved|is tainted/;

type Counts = Pick<InfrastructureProgress, 'add' | 'change' | 'destroy' | 'import'>;

const changesByWords: readonly (readonly [RegExp, InfrastructureChange])[] = [
  [/^ {2}# (\S.*) will be created$/, 'create'],
  [/^ {2}# (\S.*) will be updated in-place$/, 'update'],
  [/^ {2}# (\S.*) (?:must be|will be|is tainted, so must be) replaced(?:, as requested)?$/, 'replace'],
  [/^ {2}# (\S.*) will be destroyed$/, 'destroy'],
  [/^ {2}# (\S.*) will be imported$/, 'import'],
];

function plannedIn(text: string): Resource | undefined {
  for (const [pattern, change] of changesByWords) {
    const address = pattern.exec(text)?.[1];
    if (address !== undefined) return { address, change };
  }
  return undefined;
}

const ends: Readonly<Record<string, InfrastructureChange>> = {
  Creation: 'create',
  Modifications: 'update',
  Destruction: 'destroy',
};

/** A resource that is replaced is destroyed and created: its creation counts as one replacement. */
function changedIn(text: string, planned: readonly Resource[]): Resource | undefined {
  const [, address = '', what = ''] = /^(\S.*): (\w+) complete after \S+/.exec(text) ?? [];
  const change = ends[what];
  if (change === undefined) return undefined;
  const isReplaced = planned.some((one) => one.address === address && one.change === 'replace');
  if (!isReplaced) return { address, change };
  return change === 'create' ? { address, change: 'replace' } : undefined;
}

const unchanged: Counts = { add: 0, change: 0, destroy: 0 };

function planIn(text: string): Counts | undefined {
  if (/^No changes\. (?:Your infrastructure|Infrastructure is|No objects)/.test(text)) return unchanged;
  const [, imported, add, change, destroy] =
    /^Plan: (?:(\d+) to import, )?(\d+) to add, (\d+) to change, (\d+) to destroy(?:, \d+ to forget)?\.$/.exec(
      text,
    ) ?? [];
  return add === undefined ? undefined : countsIn({ imported, add, change, destroy });
}

function appliedIn(text: string): Counts | undefined {
  const [, imported, add, change, destroy] =
    /^Apply complete! Resources: (?:(\d+) imported, )?(\d+) added, (\d+) changed, (\d+) destroyed(?:, \d+ forgotten)?\.$/.exec(
      text,
    ) ?? [];
  if (add !== undefined) return countsIn({ imported, add, change, destroy });
  const destroyed = /^Destroy complete! Resources: (\d+) destroyed\.$/.exec(text)?.[1];
  return destroyed === undefined ? undefined : { ...unchanged, destroy: Number(destroyed) };
}

function countsIn(found: {
  readonly imported: string | undefined;
  readonly add: string;
  readonly change: string | undefined;
  readonly destroy: string | undefined;
}): Counts {
  const { imported, add, change, destroy } = found;
  return {
    add: Number(add),
    change: Number(change),
    destroy: Number(destroy),
    ...(imported === undefined ? {} : { import: Number(imported) }),
  };
}

function countsOf(resources: readonly Resource[]): Counts {
  const count = (...changes: readonly InfrastructureChange[]) =>
    resources.filter(({ change }) => changes.includes(change)).length;
  return { add: count('create', 'replace'), change: count('update'), destroy: count('destroy', 'replace') };
}
