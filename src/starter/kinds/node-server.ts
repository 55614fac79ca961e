// A server for Node.js: by which framework or file, and the command that serves it where its package.json has none.
import { webProcess } from '../procfile.ts';
import { workspaceMembers, type NodeProject } from './node-project.ts';

export interface NodeServer {
  readonly evidence: readonly string[];
  /** Absent where `npm start` serves it. */
  readonly procfile?: string;
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
  '@apollo/server',
  '@remix-run/serve',
  '@react-router/serve',
  '@astrojs/node',
  '@sveltejs/adapter-node',
  '@tanstack/react-start',
  '@tanstack/solid-start',
  '@solidjs/start',
  'nitropack',
  '@adonisjs/core',
  '@strapi/strapi',
  'socket.io',
  'ws',
];

/** What frameworks build, and how their documentation serves it. */
const served: Readonly<Record<string, string>> = {
  next: 'npx next start',
  nuxt: 'node .output/server/index.mjs',
  nitropack: 'node .output/server/index.mjs',
  '@astrojs/node': 'node dist/server/entry.mjs',
  '@sveltejs/adapter-node': 'node build',
  '@remix-run/serve': 'npx remix-serve build/server/index.js',
  '@react-router/serve': 'npx react-router-serve build/server/index.js',
};

/** Serves: a framework, a file that listens, or the process `web` of a Procfile. */
export function nodeServer(project: NodeProject): NodeServer | undefined {
  if (webProcess(project.folder, 'node') !== undefined)
    return { evidence: ['package.json', 'Procfile: web'] };
  const start = startOf(project);
  const own = start === undefined ? builtServer(project) : startedServer(project, start);
  return own ?? (start === undefined ? memberServer(project) : undefined);
}

/** The one package of a workspace that serves. Of several, none is known to be meant. */
function memberServer({ folder, isWorkspace, manager }: NodeProject): NodeServer | undefined {
  if (!isWorkspace || manager.name !== 'npm') return undefined;
  const found = workspaceMembers(folder).flatMap(({ path, project }) => {
    const start = startOf(project);
    const server = start === undefined ? undefined : startedServer(project, start);
    return server === undefined ? [] : [{ path, server }];
  });
  const [only] = found;
  if (only === undefined || found.length > 1) return undefined;
  const [first = ''] = only.server.evidence;
  return {
    evidence: ['package.json: workspaces', `${only.path}/${first}`],
    procfile: `web: npm start --workspace ${only.path}\n`,
  };
}

/** What `npm start` runs: without a script, the file server.js. */
function startOf({ scripts, folder }: NodeProject): string | undefined {
  return scripts['start'] ?? (folder.files.includes('server.js') ? 'node server.js' : undefined);
}

function startedServer(project: NodeProject, start: string): NodeServer | undefined {
  if (callsBun(start) || /^(vite|astro|ng|expo) /.test(start)) return undefined;
  const framework = frameworkOf(project);
  const listens = framework === undefined ? listeningFile(project, start) : undefined;
  if (framework === undefined && listens === undefined) return undefined;
  const script = project.scripts['start'] === undefined ? [] : ['package.json: script "start"'];
  return { evidence: [framework ?? `${listens ?? ''}: listens`, ...script] };
}

/** Its build has to be there, by a script of that name. */
function builtServer({ packages, scripts }: NodeProject): NodeServer | undefined {
  const framework = Object.keys(served).find((name) => packages.has(name));
  if (framework === undefined || scripts['build'] === undefined) return undefined;
  return { evidence: [`package.json: ${framework}`], procfile: `web: ${served[framework] ?? ''}\n` };
}

/** Where it is depended on: here, or by a package of the workspace, which `npm install` finds at the root. */
function frameworkOf({ folder, packages, isWorkspace, manager }: NodeProject): string | undefined {
  const own = frameworks.find((name) => packages.has(name));
  if (own !== undefined) return `package.json: ${own}`;
  if (!isWorkspace || manager.name !== 'npm') return undefined;
  return workspaceMembers(folder)
    .map((member) => ({
      ...member,
      name: frameworks.find((each) => member.project.packages.has(each)),
    }))
    .flatMap(({ path, name }) => (name === undefined ? [] : [`${path}/package.json: ${name}`]))[0];
}

function listeningFile(project: NodeProject, start: string): string | undefined {
  const { folder } = project;
  const programs = start.split(/&&|[;|]/).flatMap((step) => {
    const given = /(?:^|[\s/])(?:node|nodemon|tsx|ts-node)\s+(.*)/.exec(step)?.[1];
    return given === undefined ? [] : [given.trim().split(/\s+/)];
  });
  const files =
    programs.length === 0 ? usualFiles : programs.flatMap((words) => fileOf(project, words) ?? []);
  return files.find((file) => /\.listen\(|\bserve\(/.test(folder.read(file) ?? ''));
}

/** The first of the words that is a file: options, and what they take, stand before it, and its own arguments behind. */
function fileOf({ folder, main }: NodeProject, words: readonly string[]): string | undefined {
  return words
    .map((word) => word.replaceAll(/["']/g, ''))
    .filter((word) => !word.startsWith('-'))
    .map((word) => (word === '.' ? (main ?? 'index.js') : word).replace(/^\.\//, ''))
    .flatMap(spellings)
    .find((file) => folder.files.includes(file));
}

const usualFiles = ['server.js', 'index.js', 'app.js'];

/** A file that is compiled is known by its source: `src/server.ts` of `dist/server.js`. */
function spellings(file: string): readonly string[] {
  const base = file.replace(/\.[cm]?js$/, '');
  const source = base.replace(/^(dist|build|lib|out)\//, '');
  return [
    file,
    `${base}.js`,
    `${base}/index.js`,
    ...[`src/${source}`, source].flatMap((each) => [`${each}.ts`, `${each}.mts`]),
  ];
}

function callsBun(command: string): boolean {
  return /(^|[\s/])bunx?\s/.test(`${command} `);
}

/** What keeps a server from being deployed. */
export function whyNotStarted(project: NodeProject): string | undefined {
  const { packages, folder } = project;
  if (packages.has('@sveltejs/adapter-auto'))
    return '@sveltejs/adapter-auto builds no server outside of the platforms that it knows, so nothing is deployed: take @sveltejs/adapter-node';
  const start = startOf(project) ?? '';
  const isServer =
    frameworkOf(project) !== undefined ||
    folder.files.some((file) => /^(src\/)?[\w-]+\.[jt]sx?$/.test(file) && callsServe(folder.read(file)));
  return callsBun(start) && isServer
    ? 'its server runs on Bun, which no platform of Elastic Beanstalk brings, so nothing is deployed: a Dockerfile with EXPOSE would be'
    : undefined;
}

function callsServe(text: string | undefined): boolean {
  return /\bBun\.serve\(|\.listen\(/.test(text ?? '');
}
