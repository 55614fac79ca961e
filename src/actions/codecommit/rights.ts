// What a source of CodeCommit needs of its role.
// Source: CodePipeline user guide, "Action structure reference", the section "Service role permissions".
import { arnOf } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { actionsOf, right, type Right } from '../../model/rights/right.ts';

export function codeCommitRights({ configuration, where }: RightsRequest): readonly Right[] {
  const names = ['CancelUploadArchive', 'GetBranch', 'GetCommit', 'GetUploadArchiveStatus', 'UploadArchive'];
  // The output format of a full clone asks what the repository is.
  if (configuration['OutputArtifactFormat'] === 'CODEBUILD_CLONE_REF') names.push('GetRepository');
  const repository = configuration['RepositoryName'] ?? '';
  return repository === ''
    ? []
    : [right(actionsOf('codecommit', ...names), arnOf(where, 'codecommit', repository))];
}

export function cloneRights({
  configuration,
  where,
}: Pick<RightsRequest, 'configuration' | 'where'>): readonly Right[] {
  const repository = configuration['RepositoryName'] ?? '';
  return [right('codecommit:GitPull', arnOf(where, 'codecommit', repository))];
}
