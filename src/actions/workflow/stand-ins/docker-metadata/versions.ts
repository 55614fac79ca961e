// Versions in a tag of git, by the two rules that docker/metadata-action knows: semver.org 2.0.0 and PEP 440. Pure.

export interface VersionParts {
  /** Without what the rules allow around it. */
  readonly version: string;
  /** For an expression in a pattern. */
  readonly values: Readonly<Record<string, string>>;
  /** It is never `latest`. */
  readonly isPreRelease: boolean;
}

const number = '(?:0|[1-9]\\d*)';
const identifier = `(?:${number}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
const semver = new RegExp(
  `^\\s*[v=]*\\s*(${number})\\.(${number})\\.(${number})(?:-(${identifier}(?:\\.${identifier})*))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?\\s*$`,
);

export function semverOf(raw: string): VersionParts | undefined {
  const found = semver.exec(raw);
  if (found === null) return undefined;
  const [, major = '', minor = '', patch = '', prerelease, build] = found;
  const version = `${major}.${minor}.${patch}${prerelease === undefined ? '' : `-${prerelease}`}`;
  return {
    version,
    values: {
      raw,
      version,
      major,
      minor,
      patch,
      // Lists, which Handlebars joins with commas.
      prerelease: (prerelease ?? '').replaceAll('.', ','),
      build: (build ?? '').replaceAll('.', ','),
    },
    isPreRelease: prerelease !== undefined,
  };
}

/** PEP 440, appendix B. */
const pep440 =
  /^\s*v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d+)?)?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d+)?)?(?:[-_.]?(dev)[-_.]?(\d+)?)?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*$/i;

export function pep440Of(raw: string): VersionParts | undefined {
  const found = pep440.exec(raw);
  if (found === null) return undefined;
  const [, epoch, release = '', pre, preNumber, implicitPost, post, postNumber, dev, devNumber, local] =
    found;
  const numbers = release.split('.').map(Number);
  const hasPost = implicitPost !== undefined || post !== undefined;
  const version = [
    epoch === undefined || Number(epoch) === 0 ? '' : `${Number(epoch)}!`,
    numbers.join('.'),
    pre === undefined ? '' : `${preReleases[pre.toLowerCase()] ?? 'rc'}${Number(preNumber ?? 0)}`,
    hasPost ? `.post${Number(implicitPost ?? postNumber ?? 0)}` : '',
    dev === undefined ? '' : `.dev${Number(devNumber ?? 0)}`,
    local === undefined ? '' : `+${local.toLowerCase().replaceAll(/[-_]/g, '.')}`,
  ].join('');
  const [major = 0, minor = 0, patch = 0] = numbers;
  return {
    version,
    values: { raw, version, major: String(major), minor: String(minor), patch: String(patch) },
    isPreRelease: pre !== undefined || hasPost || dev !== undefined,
  };
}

const preReleases: Readonly<Record<string, string>> = { a: 'a', alpha: 'a', b: 'b', beta: 'b' };
