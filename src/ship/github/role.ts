// The role that a workflow assumes by its OIDC token, with the provider of GitHub's tokens, as a template of CloudFormation. Pure.
// Sources: GitHub, "Configuring OpenID Connect in Amazon Web Services" and "OpenID Connect reference"; IAM user guide, "Create a role
// for OIDC federation".
import type { Definition } from '../../model/definition.ts';
import { placeOfPipeline } from '../../model/place.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import { roleStatements } from '../../model/rights/role-statements.ts';
import type { RoleNeeds } from '../../model/rights/right.ts';
import { cloudFormationValue } from '../formats/cloudformation.ts';
import type { PropertyValue } from '../../model/resource-graph.ts';

const host = 'token.actions.githubusercontent.com';

function githubRoleName({ pipeline }: Definition): string {
  return `${pipeline.name.slice(0, 57)}-github`;
}

export function githubRoleArn(definition: Definition): string {
  const { partition, account } = placeOfPipeline(definition.pipeline);
  return `arn:${partition}:iam::${account}:role/${githubRoleName(definition)}`;
}

/** @param roles what the roles of the pipeline need: the workflow does with one role what they do with theirs */
export function githubRoleTemplate(definition: Definition, roles: readonly RoleNeeds[]): object {
  const { repository } = repositoryOf(definition);
  const id = (what: string, query: string) => ({
    Type: 'String',
    Description: `Of ${what}: gh api repos/${repository} --jq ${query}`,
    AllowedPattern: '[0-9]+',
  });
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `The role of the workflow ${definition.pipeline.name}, written by slipway ship`,
    Parameters: {
      OwnerId: id(repository.split('/')[0] ?? '', '.owner.id'),
      RepositoryId: id(repository, '.id'),
      ProviderArn: {
        Type: 'String',
        Default: '',
        Description: 'The provider of GitHub in this account; made when empty, an account has one',
      },
    },
    Conditions: { MakesProvider: { 'Fn::Equals': [{ Ref: 'ProviderArn' }, ''] } },
    Resources: {
      GithubProvider: {
        Type: 'AWS::IAM::OIDCProvider',
        Condition: 'MakesProvider',
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
        Properties: { Url: `https://${host}`, ClientIdList: ['sts.amazonaws.com'] },
      },
      GithubRole: roleResource(definition, roles),
    },
    Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['GithubRole', 'Arn'] } } },
  };
}

function roleResource(definition: Definition, roles: readonly RoleNeeds[]): object {
  const name = githubRoleName(definition);
  const needs = roles
    .filter(({ services }) => services.includes('codepipeline') || services.includes('codebuild'))
    .flatMap((role) => role.needs);
  const { statements, reasons } = roleStatements({
    arn: githubRoleArn(definition),
    name,
    services: [],
    needs,
  });
  const policy = { Version: '2012-10-17', Statement: statements as unknown as PropertyValue };
  return {
    Type: 'AWS::IAM::Role',
    Metadata: { Why: 'The workflow works with it.', Statements: reasons },
    Properties: {
      RoleName: name,
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trustOf(definition)] },
      Policies: [
        {
          PolicyName: 'least',
          PolicyDocument: cloudFormationValue(policy, placeOfPipeline(definition.pipeline)),
        },
      ],
    },
  };
}

/** The branch of the source alone, with the subject in both of its forms. */
function trustOf(definition: Definition): object {
  const { repository, branch } = repositoryOf(definition);
  const [owner = '', name = ''] = repository.split('/');
  const of = (subject: string) => `${subject}:ref:refs/heads/${branch}`;
  return {
    Effect: 'Allow',
    Principal: {
      Federated: { 'Fn::If': ['MakesProvider', { Ref: 'GithubProvider' }, { Ref: 'ProviderArn' }] },
    },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${host}:aud`]: 'sts.amazonaws.com',
        // Repositories made, renamed or transferred since 2026-07-15 have their ids in it.
        [`${host}:sub`]: [
          of(`repo:${repository}`),
          { 'Fn::Sub': of(`repo:${owner}@\${OwnerId}/${name}@\${RepositoryId}`) },
        ],
      },
    },
  };
}

function repositoryOf({ pipeline }: Definition): { readonly repository: string; readonly branch: string } {
  const configurations = actionsOf(pipeline).map(({ action }) => action.configuration ?? {});
  const source = configurations.find(({ BranchName, Branch }) => (BranchName ?? Branch) !== undefined) ?? {};
  const { FullRepositoryId, RepositoryName, BranchName, Branch, Owner, Repo } = source;
  const own = Owner === undefined || Repo === undefined ? undefined : `${Owner}/${Repo}`;
  return {
    repository: FullRepositoryId ?? own ?? `OWNER/${RepositoryName ?? pipeline.name}`,
    branch: BranchName ?? Branch ?? 'main',
  };
}
