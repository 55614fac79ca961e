// The programs that a starter's build calls, as far as its commands say so. Pure.
import type { StarterBuild } from './detected.ts';

/** What a shell has itself, and what `sh` and `find` bring to every machine. */
const always = new Set(
  (
    'echo printf command cd export exit return test true false set unset eval trap wait read find cp mv rm mkdir sh bash xargs ' +
    'for case esac done fi'
  ).split(' '),
);

/** Words of the shell after which a command stands. */
const before = new Set(['!', 'do', 'then', 'else', 'elif', 'if', 'while', 'until']);

/** A name by which CodeBuild's images have a program, and the one that other machines have. */
const alsoCalled: Readonly<Record<string, string>> = { python: 'python3', pip: 'python3' };

/** What a runtime of CodeBuild's images is called by. */
const ofRuntime: Readonly<Record<string, string>> = {
  java: 'java',
  golang: 'go',
  nodejs: 'node',
  python: 'python3',
  php: 'php',
  ruby: 'ruby',
  dotnet: 'dotnet',
  rust: 'cargo',
};

/** Without those that the commands themselves install. Of a build with containers: none, its engine brings them. */
export function programsOf(starter: StarterBuild): readonly string[] {
  const { install = [], test = [], build = [], runtimes = {}, isPrivileged } = starter;
  if (isPrivileged === true) return [];
  const parts = [...install, ...test, ...build].flatMap((command) => command.split(/&&|\|\||[;|]/));
  const installed = parts.flatMap((part) =>
    (/^\s*(?:pip install|npm install --global|corepack enable)\b(.*)$/.exec(part)?.[1] ?? '').split(/\s+/),
  );
  const isInstalled = (name: string): boolean => installed.some((each) => each.split('-').includes(name));
  const hasCorepack = parts.some((part) => part.trim() === 'corepack enable');
  const called = parts.flatMap((part) => {
    const word =
      part
        .trim()
        .split(/\s+/)
        .find((each) => !/^\w+=/.test(each) && !before.has(each)) ?? '';
    if (!/^[a-z][\w.+-]*$/i.test(word) || always.has(word) || isInstalled(word)) return [];
    if (hasCorepack && ['pnpm', 'yarn'].includes(word)) return [];
    return [alsoCalled[word] ?? word];
  });
  return [...new Set([...Object.keys(runtimes).map((name) => ofRuntime[name] ?? name), ...called])];
}
