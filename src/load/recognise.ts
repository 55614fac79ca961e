// What a file is, by its name and by what stands in it.
import { entryOf, type Node } from '../lib/node.ts';
import { kindOf } from './kinds/index.ts';
import type { PartName } from '../model/definition.ts';

export type Recognised = 'buildspec' | 'appspec' | PartName;

/** Undefined for anything else. The content decides; the name only where the content leaves it open. */
export function recognise(root: Node, path = ''): Recognised | undefined {
  return recogniseContent(root) ?? recogniseName(path);
}

/** By the names that CodeBuild and CodeDeploy look for, with anything between: `buildspec-test.yml`. */
export function recogniseName(path: string): 'buildspec' | 'appspec' | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (/^(.*[-_.])?buildspec([-_.].*)?\.ya?ml$/i.test(name)) return 'buildspec';
  if (/^(.*[-_.])?appspec([-_.].*)?\.(ya?ml|json)$/i.test(name)) return 'appspec';
  return undefined;
}

function recogniseContent(root: Node): Recognised | undefined {
  if (root.kind !== 'map') return undefined;
  const has = (key: string): boolean => entryOf(root, key) !== undefined;
  if ((has('phases') || (has('batch') && has('version'))) && !has('stages')) return 'buildspec';
  return isAppSpec(root) ? 'appspec' : kindOf(root);
}

/** `os` is asked for together with a section of an appspec, because it is a word that stands in many files. */
function isAppSpec(root: Node): boolean {
  if (root.kind !== 'map' || entryOf(root, 'version') === undefined) return false;
  const keys = new Set(root.entries.map((entry) => entry.key.toLowerCase()));
  const isServer = keys.has('os') && (keys.has('hooks') || keys.has('files') || keys.has('permissions'));
  const resources = root.entries.find((entry) => entry.key.toLowerCase() === 'resources')?.value;
  // The state of Terraform has a version and a list of resources, too.
  return isServer || (resources?.kind === 'list' && !keys.has('terraform_version'));
}
