// Source credentials by CodeBuild's API: the token is kept encrypted, and is never given back.
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import { defined } from '../../lib/defined.ts';
import { formatArn } from '../../model/arn.ts';
import { documentsOf } from '../documents.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';

type Op<N extends keyof CodeBuildApi['operations']> = Operation<CodeBuildApi, N>;
type Credentials = CodeBuildApi['shapes']['SourceCredentialsInfo'];

const kept = documentsOf<Credentials>('codebuild/source-credentials');

function arnOf({ place }: ServiceCall, serverType: string): string {
  return formatArn({
    ...place,
    service: 'codebuild',
    resource: `token/${serverType.toLowerCase().replaceAll('_', '-')}`,
  });
}

const secretOf = (arn: string) => `slipway/source-credentials/${arn}`;

/** One for each server (CodeBuild user guide, "Access token"). */
export const importSourceCredentials: Op<'ImportSourceCredentials'> = (input, call) => {
  const { serverType, authType, token, username, shouldOverwrite = true } = input;
  const arn = arnOf(call, serverType);
  if (!shouldOverwrite && kept.get(call, arn) !== undefined)
    throw refuse<CodeBuildApi>(
      'ResourceAlreadyExistsException',
      `Access token with server type ${serverType} already exists`,
    );
  const isReference = authType === 'CODECONNECTIONS' || authType === 'SECRETS_MANAGER';
  if (!isReference) call.ground.secrets.putSecret(secretOf(arn), JSON.stringify({ username, token }));
  kept.put(call, arn, {
    arn,
    serverType,
    authType,
    ...defined({ resource: isReference ? token : undefined }),
  });
  return { arn };
};

export const listSourceCredentials: Op<'ListSourceCredentials'> = (_input, call) => ({
  sourceCredentialsInfos: kept.list(call),
});

export const deleteSourceCredentials: Op<'DeleteSourceCredentials'> = ({ arn }, call) => {
  if (!kept.remove(call, arn))
    throw refuse<CodeBuildApi>('ResourceNotFoundException', `Could not find access token: ${arn}`);
  call.ground.secrets.remove('secret', secretOf(arn));
  return { arn };
};
