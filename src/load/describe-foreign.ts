// What a file is that was taken for a pipeline and is none.
import { entryOf, type Node } from '../lib/node.ts';
import { recognise } from './recognise.ts';

/** A clause for a message: `it is a buildspec`. */
export function describeForeign(root: Node, path: string): string {
  if (root.kind !== 'map') return 'it holds no mapping';
  const has = (key: string): boolean => entryOf(root, key) !== undefined;
  const kind = recognise(root, path);
  if (kind === 'buildspec' || kind === 'appspec') return `it is ${article(kind)}`;
  if (kind !== undefined) return `it is a ${names[kind]}`;
  if (has('AWSTemplateFormatVersion') || has('Resources')) return 'it looks like a CloudFormation template';
  if (has('jobs')) return 'it looks like a GitHub Actions workflow';
  if (has('instances')) return 'it is a fleet';
  return 'it has no key "stages"';
}

const names = {
  project: 'CodeBuild project',
  application: 'CodeDeploy application',
  'deployment-group': 'CodeDeploy deployment group',
  'deployment-config': 'CodeDeploy deployment configuration',
} as const;

function article(word: string): string {
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}
