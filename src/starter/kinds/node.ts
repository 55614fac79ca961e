// A project for Node.js: a site, a server, or a package that is built and tested.
import { defined } from '../../lib/defined.ts';
import type { Detected, StarterBuild } from '../detected.ts';
import { firstOf, type Folder } from '../folder.ts';
import { webProcess } from '../procfile.ts';
import { readNodeProject, workspaceMembers, type NodeProject } from './node-project.ts';
import { nodeServer, whyNotStarted } from './node-server.ts';
import { siteTool } from './site-tools.ts';

export function detectNode(folder: Folder): Detected | undefined {
  const project = readNodeProject(folder);
  if (project === undefined) return undefined;
  // Their package.json only has the tools of their pages, unless it serves.
  const other = firstOf(folder, 'composer.json', 'Gemfile', 'mix.exs');
  if (other !== undefined && webProcess(folder, 'node') === undefined) return undefined;
  return site(project) ?? server(project) ?? builtPackage(project);
}

function site(project: NodeProject): Detected | undefined {
  const tool = siteTool(project);
  if (tool === undefined) return undefined;
  return {
    title: `a site that ${tool.title} builds`,
    evidence: [tool.evidence, ...project.manager.evidence],
    build: { ...buildOf(project), artifacts: { baseDirectory: tool.output, files: ['**/*'] } },
    delivery: { type: 'website', isSinglePage: tool.isSinglePage },
  };
}

function server(project: NodeProject): Detected | undefined {
  const found = nodeServer(project);
  if (found === undefined) return undefined;
  return {
    title: 'a server for Node.js',
    evidence: [...found.evidence, ...project.manager.evidence],
    build: {
      ...buildOf(project),
      artifacts: { files: ['**/*'], exclude: ['node_modules/**/*', '.git/**/*'] },
    },
    delivery: { type: 'beanstalk', platform: 'node', ...defined({ procfile: found.procfile }) },
  };
}

function builtPackage(project: NodeProject): Detected {
  const note = whyNotStarted(project);
  return {
    title: 'a package for Node.js',
    evidence: ['package.json', ...project.manager.evidence],
    build: {
      ...buildOf(project),
      artifacts: { files: ['**/*'], exclude: ['node_modules/**/*', '.git/**/*'] },
    },
    delivery: { type: 'none' },
    ...(note === undefined ? {} : { notes: [note] }),
  };
}

function listOf(command: string | undefined): readonly string[] {
  return command === undefined ? [] : [command];
}

/** Of all packages that have such a script, where the root has none. */
function memberCommands({ folder, manager }: NodeProject): {
  readonly test?: string;
  readonly build?: string;
} {
  const known: Partial<Record<typeof manager.name, string>> = {
    npm: '--workspaces --if-present',
    pnpm: '--recursive --if-present',
  };
  const flags = known[manager.name];
  if (flags === undefined) return {};
  const members = workspaceMembers(folder).map(({ project }) => project.scripts);
  const test = members.flatMap((scripts) => scripts['test'] ?? []);
  const isTested = test.length > 0 && !test.some((each) => each.includes('no test specified'));
  return {
    ...(isTested ? { test: `CI=true ${manager.name} ${flags} run test` } : {}),
    ...(members.some((scripts) => scripts['build'] !== undefined)
      ? { build: `${manager.name} ${flags} run build` }
      : {}),
  };
}

function buildOf(project: NodeProject): StarterBuild {
  const { manager, scripts, runtimes, packages, folder, isWorkspace } = project;
  const { test } = scripts;
  const isTest = test !== undefined && !test.includes('no test specified');
  const isReported = isTest && packages.has('vitest') && /^vitest( run)?$/.test(test);
  const report = '--reporter=default --reporter=junit --outputFile=reports/junit.xml';
  const tests = isReported
    ? `${manager.name === 'npm' ? 'npx' : `${manager.name} exec`} vitest run ${report}`
    : `CI=true ${manager.run('test')}`;
  const own = { test: isTest ? tests : undefined, build: scripts['build'] && manager.run('build') };
  const ofMembers = isWorkspace ? memberCommands(project) : {};
  return {
    runtimes,
    install: manager.install,
    test: listOf(own.test ?? ofMembers.test),
    build: listOf(own.build ?? ofMembers.build),
    ...(isReported ? { report: { files: ['junit.xml'], baseDirectory: 'reports', format: 'JUNITXML' } } : {}),
    ...(manager.name === 'npm' && folder.files.includes('package-lock.json')
      ? { cache: ['/root/.npm/**/*'] }
      : {}),
  };
}
