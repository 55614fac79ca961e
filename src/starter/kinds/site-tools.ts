// Tools that make a folder of static files out of a project for Node.js, and where each puts it.
import { isRecord } from '../../lib/is-record.ts';
import { readJson, type Folder } from '../folder.ts';
import type { NodeProject } from './node-project.ts';

export interface SiteTool {
  readonly title: string;
  readonly evidence: string;
  /** The folder of the result. */
  readonly output: string;
  /** Every address leads to index.html. */
  readonly isSinglePage: boolean;
}

interface Tool {
  readonly package: string;
  readonly title: string;
  readonly output: (folder: Folder, build: string) => string | undefined;
  readonly isSinglePage?: true;
  /** Packages with which it makes a server instead. */
  readonly unless?: readonly string[];
}

const servers = [
  '@tanstack/react-start',
  '@tanstack/solid-start',
  '@react-router/node',
  '@remix-run/node',
  '@sveltejs/kit',
  'nuxt',
  'next',
  'astro',
  '@solidjs/start',
  '@builder.io/qwik-city',
  'vitepress',
];

/** The most particular first: most of them are built on Vite. */
const tools: readonly Tool[] = [
  { package: 'vitepress', title: 'VitePress', output: vitepressOutput },
  { package: '@docusaurus/core', title: 'Docusaurus', output: () => 'build' },
  { package: 'gatsby', title: 'Gatsby', output: () => 'public' },
  { package: '@11ty/eleventy', title: 'Eleventy', output: () => '_site' },
  { package: 'astro', title: 'Astro', output: () => 'dist', unless: ['@astrojs/node'] },
  { package: '@sveltejs/adapter-static', title: 'SvelteKit', output: () => 'build', isSinglePage: true },
  { package: 'nuxt', title: 'Nuxt', output: nuxtOutput },
  { package: 'next', title: 'Next.js', output: nextOutput },
  { package: 'expo', title: 'Expo', output: () => 'dist', isSinglePage: true },
  { package: '@angular/core', title: 'Angular', output: angularOutput, isSinglePage: true },
  { package: 'react-scripts', title: 'Create React App', output: () => 'build', isSinglePage: true },
  { package: '@vue/cli-service', title: 'Vue CLI', output: () => 'dist', isSinglePage: true },
  {
    package: '@react-router/dev',
    title: 'React Router',
    output: reactRouterOutput,
    isSinglePage: true,
  },
  { package: 'vite', title: 'Vite', output: viteOutput, isSinglePage: true, unless: servers },
  { package: 'parcel', title: 'Parcel', output: () => 'dist' },
];

export function siteTool({ folder, packages, scripts }: NodeProject): SiteTool | undefined {
  const { build } = scripts;
  if (build === undefined) return undefined;
  for (const tool of tools) {
    if (!packages.has(tool.package) || tool.unless?.some((each) => packages.has(each)) === true) continue;
    const output = tool.output(folder, build);
    if (output === undefined) continue;
    return {
      title: tool.title,
      evidence: `package.json: ${tool.package}`,
      output,
      isSinglePage: tool.isSinglePage === true,
    };
  }
  return undefined;
}

function configOf(folder: Folder, name: RegExp): string {
  const file = folder.files.find((path) => name.test(path));
  return file === undefined ? '' : (folder.read(file) ?? '');
}

function viteOutput(folder: Folder): string {
  return /\boutDir:\s*['"]\.?\/?([\w./-]+)['"]/.exec(configOf(folder, /^vite\.config\.\w+$/))?.[1] ?? 'dist';
}

function nextOutput(folder: Folder): string | undefined {
  return /output:\s*['"]export['"]/.test(configOf(folder, /^next\.config\.\w+$/)) ? 'out' : undefined;
}

/** `nuxt build` makes a server. */
function nuxtOutput(_: Folder, build: string): string | undefined {
  return /\bnuxt\s+(?:generate|build\s.*--prerender)\b/.test(build) ? '.output/public' : undefined;
}

function reactRouterOutput(folder: Folder): string | undefined {
  return /\bssr:\s*false/.test(configOf(folder, /^react-router\.config\.\w+$/)) ? 'build/client' : undefined;
}

function vitepressOutput(folder: Folder): string {
  const config = folder.files.find((path) => /(^|\/)\.vitepress\//.test(path));
  return `${config === undefined ? 'docs/' : config.slice(0, config.indexOf('.vitepress'))}.vitepress/dist`;
}

/** The application builder puts what a browser gets into a folder of its own (angular.dev, "Build output"). */
function angularOutput(folder: Folder): string | undefined {
  const projects = readJson(folder, 'angular.json')?.['projects'];
  const [name, project] = isRecord(projects) ? (Object.entries(projects)[0] ?? []) : [];
  if (name === undefined) return undefined;
  const text = JSON.stringify(project);
  const output = /"outputPath":"([^"]+)"/.exec(text)?.[1] ?? `dist/${name}`;
  return /"builder":"@angular[^"]*:application"/.test(text) ? `${output}/browser` : output;
}
