// What is asked of GitHub's API, with the user's token.
import type { SecretStore } from '../state/secret-store.ts';

/** In the local Secrets Manager. */
const githubTokenId = 'slipway/github-token';

type Secrets = Pick<SecretStore, 'secret'>;

/** From the local Secrets Manager, or from GITHUB_TOKEN. */
export function githubToken(secrets: Secrets): string | undefined {
  const found = secrets.secret(githubTokenId) ?? process.env['GITHUB_TOKEN'];
  return found === '' ? undefined : found;
}

export interface CommitStatus {
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  readonly context: string;
  readonly description: string;
  readonly target_url?: string;
}

/**
 * `POST /repos/{owner}/{repo}/statuses/{sha}`. False for a commit that GitHub does not know, or that has its 1000
 * statuses already: asking again would not help. Rejects with what else went wrong, in words without the token.
 */
export async function setCommitStatus(
  token: string,
  { repository, commitId }: { readonly repository: string; readonly commitId: string },
  status: CommitStatus,
): Promise<boolean> {
  const response = await ask(token, `/repos/${repository}/statuses/${commitId}`, status);
  await response.body?.cancel();
  if (response.status === 404 || response.status === 422) return false;
  if (!response.ok) throw refusal(response);
  return true;
}

/** GitHub lists at most so many files of a pull request. */
const listedFiles = 3000;
const perPage = 100;

/** `GET /repos/{owner}/{repo}/pulls/{number}/files`, old names of renamed files too. Undefined beyond what GitHub lists. */
export async function pullRequestFiles(
  token: string,
  { repository, number }: { readonly repository: string; readonly number: number },
): Promise<readonly string[] | undefined> {
  const paths: string[] = [];
  for (let page = 1; page <= listedFiles / perPage; page += 1) {
    const response = await ask(
      token,
      `/repos/${repository}/pulls/${number}/files?per_page=${perPage}&page=${page}`,
    );
    if (!response.ok) {
      await response.body?.cancel();
      throw refusal(response);
    }
    const files = (await response.json()) as readonly File[];
    for (const { filename, previous_filename: before } of files)
      paths.push(filename, ...(before === undefined ? [] : [before]));
    if (files.length < perPage) return paths;
  }
  return undefined;
}

interface File {
  readonly filename: string;
  readonly previous_filename?: string;
}

const timeoutMs = 10_000;

/** GITHUB_API_URL, as GitHub's own runners set it, names the server of an enterprise. */
async function ask(token: string, path: string, body?: object): Promise<Response> {
  const base = process.env['GITHUB_API_URL'] ?? 'https://api.github.com';
  const options = {
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'user-agent': 'slipway',
      'x-github-api-version': '2022-11-28',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  } as const;
  const more = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return await fetch(`${base.replace(/\/$/, '')}${path}`, { ...options, ...more }).catch((error: unknown) => {
    const { cause, message } = error as Error & { readonly cause?: { readonly code?: string } };
    throw new Error(`${new URL(base).host} cannot be reached: ${cause?.code ?? message}`);
  });
}

function refusal({ status, url }: Response): Error {
  const advice = status === 401 || status === 403 ? ` (see slipway secret set ${githubTokenId})` : '';
  return new Error(`${new URL(url).host} answered ${status}${advice}`);
}
