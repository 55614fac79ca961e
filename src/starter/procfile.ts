// The process `web` of a Procfile, as Heroku and Elastic Beanstalk start it. Pure.
import type { Folder } from './folder.ts';

/** Programs that serve whatever they are given. */
const servers =
  /(?:^|[\s/])(?:gunicorn|uvicorn|hypercorn|daphne|granian|waitress-serve|streamlit|puma|rackup|unicorn|thin|falcon|passenger|rails|next|nuxt|remix-serve|react-router-serve)\s/;

/** A file of any language that listens. */
const listens = /\.listen\(|\bserve(?:_forever)?\(|\buvicorn\.run\(|\bapp\.run\(|\bPORT\b/;

/** What it starts, where that is a server: one is named, it gets its port as an argument, or a file that it starts listens. */
export function webProcess(folder: Folder): string | undefined {
  const command = /^web:[ \t]*(\S.*)$/m.exec(folder.read('Procfile') ?? '')?.[1]?.trim();
  if (command === undefined) return undefined;
  const isServer =
    servers.test(`${command} `) ||
    /\$\{?PORT\b/.test(command) ||
    command
      .split(/\s+/)
      .map((word) => word.replace(/^\.\//, ''))
      .some((word) => folder.files.includes(word) && listens.test(folder.read(word) ?? ''));
  return isServer ? command : undefined;
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
