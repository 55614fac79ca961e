// What a folder without a definition has instead, so that a message can say what to do with it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { recogniseName } from './recognise.ts';

export interface Found {
  /** Relative to the folder. */
  readonly path: string;
  readonly kind: 'pipeline' | 'buildspec' | 'appspec' | 'template' | 'workflow' | 'source';
  /** What it is, where the name does not say it. */
  readonly what?: string;
}

const depth = 3;
const mostFolders = 300;

/** The nearest first. Folders of packages and of tools are passed over. */
export function whatIsThere(folder: string): readonly Found[] {
  const found: Found[] = [];
  let level = [''];
  let seen = 0;
  for (let at = 0; at < depth && seen < mostFolders; at += 1) {
    const next: string[] = [];
    for (const below of level.slice(0, mostFolders - seen))
      for (const entry of entriesOf(join(folder, below))) {
        const path = join(below, entry.name);
        if (entry.isDirectory()) next.push(...(isSearched(entry.name) ? [path] : []));
        else found.push(...kindOf(path, entry.name, at));
      }
    seen += level.length;
    level = next;
  }
  return found;
}

function entriesOf(folder: string) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

const passedOver = new Set(['node_modules', 'vendor', 'venv', 'dist', 'build', 'target', '__pycache__']);

function isSearched(name: string): boolean {
  return name === '.github' || name === '.circleci' || !(name.startsWith('.') || passedOver.has(name));
}

function kindOf(path: string, name: string, level: number): readonly Found[] {
  if (/^(slipway\.config\.[cm]?[jt]s|pipeline\.(json|ya?ml))$/.test(name))
    return [{ path, kind: 'pipeline' }];
  const known = recogniseName(name);
  if (known !== undefined) return [{ path, kind: known }];
  const sign = signs.find(([pattern]) => pattern.test(path));
  // Sources of parts say less, the deeper they lie.
  if (sign === undefined || (sign[1].kind === 'source' && level > 1)) return [];
  return [{ path, ...sign[1] }];
}

const source = { kind: 'source' } as const;
const template = (what: string) => ({ kind: 'template', what }) as const;
const workflow = (what: string) => ({ kind: 'workflow', what }) as const;

const signs: readonly (readonly [RegExp, Omit<Found, 'path'>])[] = [
  [/(^|\/)package\.json$/, source],
  [/(^|\/)(pyproject\.toml|setup\.py)$/, source],
  [/(^|\/)requirements\.txt$/, source],
  [/(^|\/)pom\.xml$/, source],
  [/(^|\/)build\.gradle(\.kts)?$/, source],
  [/(^|\/)go\.mod$/, source],
  [/(^|\/)Cargo\.toml$/, source],
  [/(^|\/)Gemfile$/, source],
  [/(^|\/)composer\.json$/, source],
  [/\.(sln|csproj)$/, source],
  [/(^|\/)Makefile$/, source],
  [/(^|\/)(Dockerfile|Containerfile)(\.[\w-]+)?$/, source],
  [/(^|\/)cdk\.json$/, template('AWS CDK')],
  [/(^|\/)serverless\.ya?ml$/, template('Serverless Framework')],
  [/(^|\/)(template|cloudformation)\.(json|ya?ml)$|\.template(\.(json|ya?ml))?$/, template('CloudFormation')],
  [/\.tf(\.json)?$/, template('Terraform')],
  [/^\.github\/workflows\/[^/]+\.ya?ml$/, workflow('GitHub Actions')],
  [/^\.circleci\/config\.ya?ml$/, workflow('CircleCI')],
  [/^\.gitlab-ci\.ya?ml$/, workflow('GitLab CI')],
  [/^bitbucket-pipelines\.ya?ml$/, workflow('Bitbucket Pipelines')],
  [/^azure-pipelines\.ya?ml$/, workflow('Azure Pipelines')],
  [/^Jenkinsfile$/, workflow('Jenkins')],
];
