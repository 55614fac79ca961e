// From a definition on disk to the graph of what it becomes on AWS.
import { providers } from '../../actions/registry.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { defined } from '../../lib/defined.ts';
import { openFiles, type Files } from '../../load/files.ts';
import { writtenParts } from '../../load/written-parts.ts';
import type { TargetRequest } from '../../model/action-type.ts';
import type { PropertyValues } from '../../model/resource-graph.ts';
import { shipTargets, withScalingGroups } from '../../targets/ship-targets.ts';
import { readRoleNeeds } from '../../check/files/rights.ts';
import { takesRepository, type Definition } from '../../model/definition.ts';
import { placeOfPipeline } from '../../model/place.ts';
import { graphOf, type Graph } from '../../ship/graph/graph.ts';
import { parametersOfFiles } from '../../ship/graph/parameters.ts';
import { watching } from '../../ship/graph/watching.ts';
import { withRoles } from '../../ship/graph/with-roles.ts';
import { wrongCall } from '../run/build-call.ts';
import { withRecordedNeeds } from './recorded-needs.ts';

export interface GraphOptions {
  readonly useRoles?: boolean;
  /** Roles get also what the policies next to the definition allow them. */
  readonly policies?: boolean;
  /** What the actions deploy to is shipped as well. */
  readonly targets?: boolean;
  /** A dashboard, and the budgets and report groups of the files. */
  readonly watching?: boolean;
  /** Names of what is there already. */
  readonly refer?: readonly string[];
  /** What runs have called is allowed as well: all, or the execution whose id begins so. */
  readonly fromRun?: string | true;
}

interface Surroundings {
  readonly cwd: string;
  /** Absolute; where the runs are that `fromRun` means. */
  readonly stateFolder?: string;
}

export interface Shippable {
  readonly definition: Definition;
  readonly folder: string;
}

/** @throws ProblemError also for options that exclude each other */
export async function graphOfDefinition(
  { definition: given, folder }: Shippable,
  options: GraphOptions,
  { cwd, stateFolder }: Surroundings,
): Promise<Graph> {
  refuseRightsOfNoRole(options);
  if (takesRepository(given))
    throw notShippable('This is no pipeline: a build or a workflow by itself has none to ship');
  const roled = withRoles(given);
  const definition = options.targets === true ? withScalingGroups(roled) : roled;
  const { region } = placeOfPipeline(definition.pipeline);
  const files = { folder, files: openFiles(cwd), types: providers, region };
  const derived = await readRoleNeeds(definition, files);
  const { useRoles = false, policies = false, fromRun } = options;
  const roles =
    fromRun === undefined || stateFolder === undefined
      ? derived
      : withRecordedNeeds(derived, { state: stateFolder, fromRun });
  const request = await targetRequest(definition, files);
  const targets = options.targets === true ? shipTargets(request) : undefined;
  const parameters = options.targets === true ? parametersOfFiles(request) : undefined;
  const watched = options.watching === true ? watching(request) : undefined;
  const graph = graphOf(definition, {
    types: providers,
    roles,
    hasRoles: useRoles,
    hasPolicies: policies,
    existing: options.refer ?? [],
    ...defined({ targets, parameters, watched }),
  });
  const [refusal] = graph.refusals;
  if (refusal !== undefined) throw notShippable(refusal);
  return graph;
}

/** They say what the roles may do that are made. */
function refuseRightsOfNoRole({ useRoles, policies, fromRun }: GraphOptions): void {
  if (useRoles !== true) return;
  const asked = Object.entries({ '--policies': policies === true, '--from-run': fromRun !== undefined });
  const named = asked.filter(([, isAsked]) => isAsked).map(([option]) => option);
  if (named.length === 0) return;
  throw new ProblemError([
    wrongCall(
      `${named.join(' and ')} ${named.length === 1 ? 'says' : 'say'} what the roles may do that are made, and --use-roles makes none`,
      `Leave --use-roles out, or leave ${named.join(' and ')} out and give the roles that are there their policies yourself`,
    ),
  ]);
}

async function targetRequest(
  definition: Definition,
  { files }: { readonly files: Files },
): Promise<TargetRequest> {
  const written = await writtenParts(definition, files);
  return {
    definition,
    place: placeOfPipeline(definition.pipeline),
    tagsOf: (part) => definition.readFrom?.[part]?.tags ?? {},
    writtenOf: (part) => written.get(part) as PropertyValues | undefined,
  };
}

export function notShippable(message: string): ProblemError {
  return new ProblemError([
    problem({
      code: 'NotShippable',
      whose: 'definition',
      message,
      remedy: 'Give a definition with a pipeline whose sources AWS has: S3, CodeCommit, ECR or a connection',
    }),
  ]);
}
