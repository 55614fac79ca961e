// A project for Node.js: a site, a server, or a package that is built and tested.
import type { Detected, StarterBuild } from '../detected.ts';
import { firstOf, type Folder } from '../folder.ts';
import { readNodeProject, type NodeProject } from './node-project.ts';
import { siteTool } from './site-tools.ts';

export function detectNode(folder: Folder): Detected | undefined {
  const project = readNodeProject(folder);
  // Their package.json only has the tools of their pages.
  if (project === undefined || firstOf(folder, 'composer.json', 'Gemfile', 'mix.exs') !== undefined)
    return undefined;
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

const frameworks = [
  'next',
  'nuxt',
  '@nestjs/core',
  'express',
  'fastify',
  'koa',
  'hono',
  '@hapi/hapi',
  'polka',
  'restify',
  '@remix-run/serve',
  '@react-router/serve',
  '@adonisjs/core',
  'socket.io',
  'ws',
];

/** Serves: a framework, or a file that listens. Without a script `start` nothing says how it is started. */
function server(project: NodeProject): Detected | undefined {
  const { packages, scripts, manager } = project;
  const { start } = scripts;
  if (start === undefined || manager.name === 'bun' || /^(vite|astro|ng|expo) /.test(start)) return undefined;
  const framework = frameworks.find((name) => packages.has(name));
  const listens = framework === undefined ? listeningFile(project) : undefined;
  if (framework === undefined && listens === undefined) return undefined;
  return {
    title: 'a server for Node.js',
    evidence: [
      framework === undefined ? `${listens ?? ''}: listens` : `package.json: ${framework}`,
      'package.json: script "start"',
      ...manager.evidence,
    ],
    build: {
      ...buildOf(project),
      artifacts: { files: ['**/*'], exclude: ['node_modules/**/*', '.git/**/*'] },
    },
    delivery: { type: 'beanstalk', platform: 'node' },
  };
}

function listeningFile({ folder, scripts }: NodeProject): string | undefined {
  const started = /(?:node|tsx|ts-node)\s(?:.*\s)?([\w./-]+\.[cm]?[jt]s)\b/.exec(scripts['start'] ?? '')?.[1];
  const file = started?.replace(/^\.\//, '') ?? firstOf(folder, 'server.js', 'index.js', 'app.js');
  return file !== undefined && /\.listen\(|\bserve\(/.test(folder.read(file) ?? '') ? file : undefined;
}

function builtPackage(project: NodeProject): Detected {
  return {
    title: 'a package for Node.js',
    evidence: ['package.json', ...project.manager.evidence],
    build: {
      ...buildOf(project),
      artifacts: { files: ['**/*'], exclude: ['node_modules/**/*', '.git/**/*'] },
    },
    delivery: { type: 'none' },
  };
}

function buildOf({ manager, scripts, runtimes, packages, folder }: NodeProject): StarterBuild {
  const { test } = scripts;
  const isTest = test !== undefined && !test.includes('no test specified');
  const isReported = isTest && packages.has('vitest') && /^vitest( run)?$/.test(test);
  const report = '--reporter=default --reporter=junit --outputFile=reports/junit.xml';
  const tests = isReported
    ? `${manager.name === 'npm' ? 'npx' : `${manager.name} exec`} vitest run ${report}`
    : `CI=true ${manager.run('test')}`;
  return {
    runtimes,
    install: manager.install,
    test: isTest ? [tests] : [],
    build: scripts['build'] === undefined ? [] : [manager.run('build')],
    ...(isReported ? { report: { files: ['junit.xml'], baseDirectory: 'reports', format: 'JUNITXML' } } : {}),
    ...(manager.name === 'npm' && folder.files.includes('package-lock.json')
      ? { cache: ['/root/.npm/**/*'] }
      : {}),
  };
}
