// The rotation of the password that RDS keeps for a cluster, in the steps of every rotation. Each step may be made again.
import { SqlClient } from '../../targets/database/sql-client.ts';
import { textIn, unless } from '../cloudformation/resource-type.ts';
import { documentIn } from '../cloudformation/signal-document.ts';
import type { Placed } from '../documents.ts';
import { awake, callsOfRds, newPassword, setMasterPassword } from './master-password.ts';
import { clusters, type ClusterDocument } from './rds-records.ts';

interface Step {
  readonly Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';
  readonly SecretId: string;
  readonly ClientRequestToken: string;
}

export async function rotateClusterPassword(call: Placed, step: Step): Promise<void> {
  const { SecretId, ClientRequestToken } = step;
  const callAws = callsOfRds(call);
  if (step.Step === 'createSecret') return await addPassword(call, step);
  if (step.Step === 'finishSecret') {
    const before = await callAws('secretsmanager', 'GetSecretValue', { SecretId });
    await callAws('secretsmanager', 'UpdateSecretVersionStage', {
      SecretId,
      VersionStage: 'AWSCURRENT',
      RemoveFromVersionId: textIn(before, 'VersionId'),
      MoveToVersionId: ClientRequestToken,
    });
    return;
  }
  const cluster = clusterOf(call, SecretId);
  const pending = await callAws('secretsmanager', 'GetSecretValue', {
    SecretId,
    VersionId: ClientRequestToken,
  });
  const password = textIn(documentIn(textIn(pending, 'SecretString')) ?? {}, 'password');
  if (step.Step === 'setSecret') await setMasterPassword(call, cluster, password);
  else await tryPassword(call, cluster, password);
}

/** Nothing when an earlier attempt has put one. */
async function addPassword(call: Placed, { SecretId, ClientRequestToken }: Step): Promise<void> {
  const callAws = callsOfRds(call);
  const asked = { SecretId, VersionId: ClientRequestToken };
  const put = await unless(['ResourceNotFoundException'], callAws('secretsmanager', 'GetSecretValue', asked));
  if (put !== undefined) return;
  const current = await callAws('secretsmanager', 'GetSecretValue', { SecretId });
  const content = documentIn(textIn(current, 'SecretString')) ?? {};
  await callAws('secretsmanager', 'PutSecretValue', {
    SecretId,
    ClientRequestToken,
    SecretString: JSON.stringify({ ...content, password: newPassword() }),
    VersionStages: ['AWSPENDING'],
  });
}

function clusterOf(call: Placed, secretArn: string): ClusterDocument {
  const found = clusters.list(call).find((each) => each.secretArn === secretArn);
  if (found === undefined) throw new Error(`no cluster has the secret ${secretArn}`);
  return found;
}

async function tryPassword(
  call: Placed,
  { identifier, masterUsername: user, databaseName }: ClusterDocument,
  password: string,
): Promise<void> {
  const { port } = await awake(call, identifier);
  using client = await SqlClient.open({ port, user, password, database: databaseName ?? 'postgres' });
  await client.run('SELECT 1');
}
