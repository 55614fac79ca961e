// The parts of a definition as they are found, file by file, with the tree that each was read from.
import type { Node } from '../lib/node.ts';
import type { Problem } from '../lib/problem.ts';
import type { Definition, PartName } from '../model/definition.ts';
import type { Files } from './files.ts';
import { kinds, partNames } from './kinds/index.ts';
import type { Roots } from './locate.ts';
import { readPipeline } from './pipeline/pipeline.ts';
import { tagsIn } from './tags.ts';

export interface Parts {
  readonly addPipeline: (root: Node) => void;
  readonly add: <Name extends PartName>(name: Name, root: Node) => void;
  readonly report: (problems: readonly Problem[]) => void;
  readonly finish: () => {
    /** Absent when there is no pipeline that could be read at all. */
    readonly definition?: Definition;
    readonly roots: Roots;
    /** A part is missing, because it cannot be read: what names it must not be judged. */
    readonly isPartial: boolean;
    readonly problems: readonly Problem[];
  };
}

type Collected = { readonly [Name in PartName]: Definition[Name][number][] };

export function collectParts({ pathOf }: Pick<Files, 'pathOf'>): Parts {
  const roots = new Map<string, Node>();
  const problems: Problem[] = [];
  const parts = Object.fromEntries(partNames.map((name) => [name, []])) as unknown as Collected;
  let isPartial = false;
  let pipeline: Definition['pipeline'] | undefined;
  let tagsOfPipeline: Readonly<Record<string, string>> = {};
  return {
    addPipeline: (root) => {
      const read = readPipeline(root);
      problems.push(...read.problems);
      roots.set('pipeline', read.node);
      // CreatePipeline takes them next to the declaration.
      tagsOfPipeline = tagsIn(root);
      pipeline = read.value;
    },
    add: (name, root) => {
      const read = kinds[name].read(root);
      problems.push(...read.problems);
      isPartial ||= read.value === undefined && hasError(read.problems);
      if (read.value === undefined) return;
      roots.set(`${name}.${parts[name].length}`, read.node);
      parts[name].push(read.value);
    },
    report: (found) => {
      problems.push(...found);
      isPartial ||= hasError(found);
    },
    finish: () => ({
      roots,
      isPartial,
      problems,
      ...(pipeline === undefined
        ? {}
        : { definition: { pipeline, readFrom: readFrom(roots, tagsOfPipeline, pathOf), ...parts } }),
    }),
  };
}

function hasError(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function readFrom(
  roots: Roots,
  tagsOfPipeline: Readonly<Record<string, string>>,
  pathOf: Files['pathOf'],
): NonNullable<Definition['readFrom']> {
  const found = [...roots].map(([part, node]) => [
    part,
    { file: pathOf(node.place.file), tags: part === 'pipeline' ? tagsOfPipeline : tagsIn(node) },
  ]);
  return Object.fromEntries(found) as NonNullable<Definition['readFrom']>;
}
