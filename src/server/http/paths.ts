// Which addresses are a program's: there an answer is JSON (or git's), never a page of the dashboard.

/** Where git is served. */
export const gitPath = '/v1/repos';

export function isGitPath(url: string): boolean {
  return url.startsWith(`${gitPath}/`);
}

/** In any spelling: a program that has written an address wrongly must not get a page. */
export function isForPrograms(path: string): boolean {
  return /^\/+(?:api|v1|metrics|healthz)(?:\/|$)/i.test(path);
}
