// What gives a job with `id-token: write` its OIDC tokens: an address of this machine, as GitHub gives to a runner.
import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { publicKeys, signToken } from '../../account/oidc-issuer.ts';
import { serveLocally } from '../../lib/http-listener.ts';
import { isSameSecret } from '../../lib/same-secret.ts';
import type { JobContexts, JobInWorkflow } from '../../model/workflow.ts';
import { claimsOf, githubIssuer, mayHaveIdToken } from '../../workflows/oidc/claims.ts';
import { runIdOf, workflowOfJob } from '../../workflows/github-context.ts';
import type { BuildOptions } from '../build/build-options.ts';
import type { ActionContext } from '../provider.ts';
import { sessionUse } from '../session-use.ts';

export interface IdToken extends AsyncDisposable {
  /** For the environment of steps. */
  readonly variables: Readonly<Record<string, string>>;
  /** @param audience GitHub's own default when absent */
  readonly issue: (audience?: string) => string;
}

interface Of {
  readonly definition: JobInWorkflow;
  readonly contexts: JobContexts;
  readonly environment: string | undefined;
  /** Where the job's programs reach this process. */
  readonly host: string;
}

/** Undefined for a job that may have none. */
export async function openIdToken(
  context: ActionContext<BuildOptions>,
  of: Of,
): Promise<IdToken | undefined> {
  const { definition, contexts, environment, host } = of;
  if (!mayHaveIdToken(definition, contexts.github)) return undefined;
  const issue = (audience?: string): string => {
    const { workflow_ref: workflowRef } = workflowOfJob(definition, contexts.github);
    const checkRunId = runIdOf(context.actionExecutionId);
    const at = Math.floor(context.now() / 1000);
    // GitHub's tokens are good for five minutes.
    const times = { iat: at, nbf: at - 5, exp: at + 300, jti: randomUUID() };
    const claims = {
      ...claimsOf({ github: contexts.github, environment, workflowRef, audience, checkRunId }),
      ...times,
    };
    return signToken(context.state.path, { claims, use: sessionUse(context) });
  };
  const secret = randomBytes(32).toString('base64url');
  const server = await serveLocally(
    async (request, response) => {
      answer(request, response, { secret, issue, stateFolder: context.state.path });
      return Promise.resolve();
    },
    { host },
  );
  return {
    variables: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://${server.address}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
    },
    issue,
    [Symbol.asyncDispose]: async () => server[Symbol.asyncDispose](),
  };
}

interface Issuer {
  readonly secret: string;
  readonly issue: IdToken['issue'];
  readonly stateFolder: string;
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { secret, issue, stateFolder }: Issuer,
): void {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const send = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  if (url.pathname === '/.well-known/jwks') return send(200, publicKeys(stateFolder));
  if (url.pathname === '/.well-known/openid-configuration')
    return send(200, {
      issuer: githubIssuer,
      jwks_uri: `http://${request.headers.host ?? ''}/.well-known/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['id_token'],
      subject_types_supported: ['public', 'pairwise'],
    });
  if (url.pathname !== '/token') return send(404, { message: 'Not Found' });
  const given = request.headers.authorization?.replace(/^bearer /i, '') ?? '';
  if (!isSameSecret(given, secret)) return send(401, { message: 'Unauthorized' });
  send(200, { value: issue(url.searchParams.get('audience') ?? undefined) });
}
