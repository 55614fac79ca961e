// CodeBuild's own images, the runtime versions in each, and which of both have come to their end.
// Sources: CodeBuild user guide, "Docker images provided by CodeBuild" and "Available runtimes"; runtimes.yml of
// aws/aws-codebuild-docker-images at 2026-04-09; end-of-life dates of the languages' own projects at 2026-11.
import { defined } from '../lib/defined.ts';

export type RuntimeName = 'java' | 'golang' | 'nodejs' | 'python' | 'php' | 'ruby' | 'dotnet' | 'rust';

export interface BuildImage {
  readonly name: string;
  /** AWS no longer updates it. */
  readonly isRetired: boolean;
  /** The image that stands in its place, of the same operating system and architecture. */
  readonly successor?: string;
  /** Newest first. Absent where `runtime-versions` chooses nothing (Windows, macOS, Lambda images). */
  readonly runtimes?: Readonly<Partial<Record<RuntimeName, readonly string[]>>>;
}

/** The curated image of that identifier; undefined for any other image. Dated tags count as their image. */
export function findBuildImage(identifier: string): BuildImage | undefined {
  const name = identifier
    .replace(/^public\.ecr\.aws\/codebuild\//, 'aws/codebuild/')
    .replace(/^aws\/codebuild\/amazonlinux2-/, 'aws/codebuild/amazonlinux-')
    .replace(/-\d\d\.\d\d\.\d\d$/, '');
  return buildImages.find((image) => image.name === name);
}

/** Runtime names that `runtime-versions` takes (CodeBuild user guide, "Available runtimes"). */
export const runtimeNames: readonly RuntimeName[] = [
  'java',
  'golang',
  'nodejs',
  'python',
  'php',
  'ruby',
  'dotnet',
  'rust',
];

/** Whether the image carries the version: exactly, as `<major>.x`, or as `latest`. Values with a `$` cannot be known. */
export function hasRuntimeVersion(image: BuildImage, runtime: RuntimeName, value: string): boolean {
  if (value.includes('$')) return true;
  const listed = image.runtimes?.[runtime] ?? [];
  const wanted = value.replace(/^corretto/, '');
  if (wanted === 'latest') return listed.length > 0;
  const major = /^(\d+)\.x$/.exec(wanted)?.[1];
  if (major !== undefined) {
    return listed.some((version) => version === major || version.startsWith(`${major}.`));
  }
  return listed.includes(wanted);
}

/** The newest version of a runtime that has come to its end, by runtime: it and everything older is unsupported. */
const lastEndedVersions: Readonly<Partial<Record<RuntimeName, string>>> = {
  golang: '1.24',
  nodejs: '20',
  python: '3.9',
  php: '8.1',
  ruby: '3.2',
  dotnet: '8.0',
};

/** Whether the runtime's own project has ended support for that version. Unknown spellings have not ended. */
export function hasEnded(runtime: RuntimeName, value: string): boolean {
  const last = lastEndedVersions[runtime];
  const numbers = /^\d+(\.\d+)?/.exec(value)?.[0];
  if (last === undefined || numbers === undefined) return false;
  const [major = 0, minor = 0] = numbers.split('.').map(Number);
  // A last version without a minor number ends its whole major.
  const [lastMajor = 0, lastMinor] = last.split('.').map(Number);
  if (major !== lastMajor) return major < lastMajor;
  // `3.x` takes the newest version of that major, which is the supported one.
  return lastMinor === undefined || (!value.endsWith('.x') && minor <= lastMinor);
}

/** The newest image of a kind: what a build should say today. */
const newestImages = {
  ubuntu: 'aws/codebuild/standard:8.0',
  amazonLinux: 'aws/codebuild/amazonlinux-x86_64-standard:6.0',
  amazonLinuxArm: 'aws/codebuild/amazonlinux-aarch64-standard:4.0',
} as const;

const allJava = ['25', '21', '17', '11', '8'];

const newRuntimes = {
  java: allJava,
  golang: ['1.26', '1.25', '1.24'],
  nodejs: ['24', '22'],
  python: ['3.14', '3.13', '3.12', '3.11', '3.10'],
  php: ['8.5', '8.4', '8.3', '8.2'],
  ruby: ['4.0', '3.4', '3.3'],
  dotnet: ['10.0', '8.0'],
};

const middleRuntimes = {
  java: allJava,
  golang: ['1.26', '1.25', '1.24', '1.23', '1.22', '1.21', '1.20'],
  nodejs: ['24', '22', '20', '18'],
  python: ['3.14', '3.13', '3.12', '3.11', '3.10', '3.9'],
  php: ['8.5', '8.4', '8.3', '8.2'],
  ruby: ['4.0', '3.4', '3.3', '3.2', '3.1'],
  dotnet: ['10.0', '8.0', '6.0'],
};

const oldRuntimes = {
  java: ['17'],
  golang: ['1.18'],
  nodejs: ['16'],
  php: ['8.1'],
  ruby: ['3.1'],
  dotnet: ['6.0'],
};

/** Newest first within each kind. */
const buildImages: readonly BuildImage[] = [
  current('aws/codebuild/standard:8.0', { ...newRuntimes, rust: ['1.93'] }),
  current('aws/codebuild/standard:7.0', middleRuntimes),
  retired('aws/codebuild/standard:6.0', newestImages.ubuntu, { ...oldRuntimes, python: ['3.10'] }),
  retired('aws/codebuild/standard:5.0', newestImages.ubuntu, {
    java: ['11', '8'],
    golang: ['1.16', '1.15'],
    nodejs: ['14', '12'],
    python: ['3.9', '3.8', '3.7'],
    php: ['8.0', '7.4', '7.3'],
    ruby: ['2.7', '2.6'],
    dotnet: ['5.0', '3.1'],
  }),
  ...['4.0', '3.0', '2.0', '1.0'].map((tag) => retired(`aws/codebuild/standard:${tag}`, newestImages.ubuntu)),
  current(newestImages.amazonLinux, { ...newRuntimes, rust: ['1.93'] }),
  current('aws/codebuild/amazonlinux-x86_64-standard:5.0', middleRuntimes),
  retired('aws/codebuild/amazonlinux-x86_64-standard:4.0', newestImages.amazonLinux, {
    ...oldRuntimes,
    python: ['3.9'],
  }),
  ...['3.0', '2.0', '1.0', 'corretto8', 'corretto11'].map((tag) =>
    retired(`aws/codebuild/amazonlinux-x86_64-standard:${tag}`, newestImages.amazonLinux),
  ),
  current(newestImages.amazonLinuxArm, { ...newRuntimes, rust: ['1.94'] }),
  current('aws/codebuild/amazonlinux-aarch64-standard:3.0', {
    ...middleRuntimes,
    php: ['8.5', '8.4', '8.3', '8.2', '8.1'],
    rust: ['1.94'],
  }),
  retired('aws/codebuild/amazonlinux-aarch64-standard:2.0', newestImages.amazonLinuxArm, {
    java: ['11', '8'],
    golang: ['1.14', '1.13', '1.12'],
    nodejs: ['12', '10'],
    python: ['3.9', '3.8', '3.7'],
    php: ['7.4', '7.3'],
    ruby: ['2.7', '2.6'],
    dotnet: ['3.1'],
  }),
  retired('aws/codebuild/amazonlinux-aarch64-standard:1.0', newestImages.amazonLinuxArm),
];

/** What `did you mean` chooses from. */
export const currentImageNames: readonly string[] = buildImages
  .filter((image) => !image.isRetired)
  .map((image) => image.name);

function current(name: string, runtimes: BuildImage['runtimes']): BuildImage {
  return { name, isRetired: false, ...defined({ runtimes }) };
}

function retired(name: string, successor: string, runtimes?: BuildImage['runtimes']): BuildImage {
  return { name, isRetired: true, successor, ...defined({ runtimes }) };
}
