// The process `web` of a Procfile, as Heroku and Elastic Beanstalk start it. Pure.
import type { Folder } from './folder.ts';

/** Programs that serve whatever they are given. */
const servers =
  /(?:^|[\s/])(?:gunicorn|uvicorn|hypercorn|daphne|granian|waitress-serve|streamlit|puma|rackup|unicorn|thin|falcon|passenger|rails|next|nuxt|remix-serve|react-router-serve)\s/;

/** A file of any language that listens. */
const listens = /\.listen\(|\bserve(?:_forever)?\(|\buvicorn\.run\(|\bapp\.run\(|\bPORT\b/;

/** The programs of a language, and its files. */
const languages = {
  node: /^(?:node|nodemon|npm|npx|pnpm|yarn|tsx|ts-node|next|nuxt|nest|remix-serve|react-router-serve|.+\.[cm]?[jt]s)$/,
  python:
    /^(?:python[\d.]*|uv|uvx|poetry|pipenv|pdm|gunicorn|uvicorn|hypercorn|daphne|granian|waitress-serve|streamlit|flask|fastapi|.+\.py)$/,
  ruby: /^(?:ruby|bundle|rake|puma|rackup|unicorn|thin|falcon|passenger|rails|.+\.r[bu])$/,
  // No server of theirs is found by its process.
  other: /^(?:bunx?|deno|java|dotnet|php|heroku-php-[\w-]+|go|cargo|mix|elixir|.+\.(?:[jw]ar|dll|php))$/,
} as const;

type Language = keyof typeof languages;

/**
 * What it starts, where that is a server in the language: one is named, it gets its port as an argument, or a file that it
 * starts listens.
 */
export function webProcess(folder: Folder, language: Exclude<Language, 'other'>): string | undefined {
  const command = /^web:[ \t]*(\S.*)$/m.exec(folder.read('Procfile') ?? '')?.[1]?.trim();
  if (command === undefined) return undefined;
  const files = filesIn(folder, command);
  const isServer =
    servers.test(`${command} `) ||
    /\$\{?PORT\b/.test(command) ||
    files.some((file) => listens.test(folder.read(file) ?? ''));
  if (!isServer) return undefined;
  const scripts = files.filter((file) => /\.(?:ba)?sh$/.test(file)).map((file) => folder.read(file) ?? '');
  const started = [command, ...scripts].map(languageOf).find((each) => each !== undefined);
  return started === language ? command : undefined;
}

function filesIn({ files }: Folder, command: string): readonly string[] {
  return wordsOf(command)
    .map((word) => word.replace(/^\.\//, ''))
    .filter((word) => files.includes(word));
}

/** By the first word that any language has; of several commands, the last is the process that goes on. */
function languageOf(script: string): Language | undefined {
  const steps = script.split(/[\n;|&]/).map((step) =>
    wordsOf(step)
      .map((word) => word.slice(word.lastIndexOf('/') + 1))
      .map((word) =>
        (['node', 'python', 'ruby', 'other'] as const).find((each) => languages[each].test(word)),
      )
      .find((each) => each !== undefined),
  );
  return steps.findLast((each) => each !== undefined);
}

function wordsOf(command: string): readonly string[] {
  return command.replaceAll(/["']/g, ' ').split(/\s+/);
}

/** For a shell that has words before it, as `nohup`; the last of several is the process that goes on. */
export function asOneCommand(command: string): string {
  const steps = command.split('&&').map((step) => step.trim());
  const last = withVariables(steps.at(-1) ?? '');
  if (steps.length === 1 && !/[;|&]/.test(command)) return last;
  const script = /[;|]|(^|[^&])&($|[^&])/.test(command)
    ? command
    : [...steps.slice(0, -1), `exec ${last}`].join(' && ');
  return `sh -c '${script.replaceAll("'", String.raw`'\''`)}'`;
}

function withVariables(command: string): string {
  return /^\w+=/.test(command) ? `env ${command}` : command;
}
