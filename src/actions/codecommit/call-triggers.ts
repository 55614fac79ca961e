// Triggers of a repository in the account of this machine: they are called when a push has changed it.
import type { RepositoryChange } from '../../model/triggers/repository-change.ts';
import { offerEndpoint } from '../../targets/endpoint/offer-endpoint.ts';
import { startLimit, wasStarted } from '../../targets/endpoint/open-endpoint.ts';

/** An endpoint that was never started has no triggers. */
export async function callTriggers(targetsFolder: string, change: RepositoryChange): Promise<void> {
  if (change.references.length === 0 || !wasStarted(targetsFolder)) return;
  const signal = startLimit();
  const { url } = await offerEndpoint({ targetsFolder, signal });
  const body = JSON.stringify(change);
  const response = await fetch(`${url}/_slipway/repository-changes`, { method: 'POST', body, signal });
  if (!response.ok) throw new Error(`The endpoint answers ${response.status} to the change of a repository`);
}
