// What an application of the CDK may import from `slipway/cdk`: a construct with what a definition becomes on AWS. It works with
// the aws-cdk-lib of the application.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Construct } from 'constructs';
import { graphOfDefinition } from './cli/ship/graph-of-definition.ts';
import { readDefinition } from './cli/session/definition-record.ts';
import { defined } from './lib/defined.ts';
import { ProblemError } from './lib/problem.ts';
import type { AwsPlace } from './model/place.ts';
import { referred, type AttributeReference, type GraphResource } from './model/resource-graph.ts';
import { cloudFormationValue } from './ship/formats/cloudformation.ts';

export interface ReadPipelineOptions {
  /** Also what the pipeline deploys to, from the files next to it. */
  readonly targets?: boolean;
  /** Also a dashboard, and the budgets and report groups of the files. */
  readonly watching?: boolean;
  /** The roles that the definition names are there: none is made. */
  readonly useRoles?: boolean;
  /** Names of what is there already. */
  readonly refer?: readonly string[];
}

/** A definition as the resources that it becomes, each after what it refers to. */
export interface PipelineResources {
  readonly name: string;
  /** That the ARNs of the definition are in; the stack puts its own in their place. */
  readonly place: AwsPlace;
  readonly resources: readonly GraphResource[];
  /** SecureStrings that must be there before the stack is made, which no template makes. */
  readonly secureParameters: readonly string[];
  /** What is not shipped, as sentences. */
  readonly notes: readonly string[];
}

/**
 * Reads and checks it, as `slipway ship` does.
 * @param definition a folder with a definition, or its file, from the working folder
 * @throws ProblemError for one that cannot be shipped
 */
export async function readPipeline(
  definition: string,
  options: ReadPipelineOptions = {},
): Promise<PipelineResources> {
  const cwd = process.cwd();
  const { ready, problems } = await readDefinition(definition, { cwd });
  if (ready === undefined) throw new ProblemError(problems.filter(({ severity }) => severity === 'error'));
  const { secureParameters, ...graph } = await graphOfDefinition(ready, options, { cwd });
  return { ...graph, secureParameters: secureParameters.map(({ name }) => name) };
}

/** What of aws-cdk-lib it works with. */
interface Cdk {
  readonly CfnResource: new (scope: Construct, id: string, props: object) => CdkResource;
  readonly Annotations: { readonly of: (scope: Construct) => { readonly addInfo: (text: string) => void } };
}

interface CdkResource {
  readonly ref: string;
  readonly cfnOptions: {
    deletionPolicy?: unknown;
    updateReplacePolicy?: unknown;
    metadata?: Readonly<Record<string, unknown>>;
  };
  readonly getAtt: (attribute: string) => unknown;
  readonly addDependency: (other: CdkResource) => void;
}

/** The application's own: two copies do not know each other's tokens. */
function cdkOfApplication(): Cdk {
  const places = [join(process.cwd(), 'package.json'), import.meta.url];
  for (const place of places) {
    try {
      return createRequire(place)('aws-cdk-lib') as Cdk;
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error('slipway/cdk needs aws-cdk-lib in the application: npm install aws-cdk-lib');
}

export interface PipelineProps {
  readonly pipeline: PipelineResources;
}

/** The resources of a pipeline in a stack of the CDK. What is not shipped is an annotation of it. */
export class Pipeline extends Construct {
  readonly pipelineName: string;
  readonly #made = new Map<string, CdkResource>();

  constructor(scope: Construct, id: string, { pipeline }: PipelineProps) {
    super(scope, id);
    this.pipelineName = pipeline.name;
    const cdk = cdkOfApplication();
    for (const resource of pipeline.resources) this.#add(resource, pipeline.place, cdk);
    const secure = pipeline.secureParameters.map((name) => `The SecureString ${name} must be there first`);
    for (const note of [...pipeline.notes, ...secure]) cdk.Annotations.of(this).addInfo(note);
  }

  #add(given: GraphResource, place: AwsPlace, { CfnResource }: Cdk): void {
    const { id, type, properties, why, reasons, isKept, after = [] } = given;
    const made = new CfnResource(this, id, {
      type,
      properties: cloudFormationValue(properties, place, (to) => this.#reference(to)),
    });
    made.cfnOptions.metadata = { Why: why, ...defined({ Statements: reasons }) };
    if (isKept === true) {
      made.cfnOptions.deletionPolicy = 'RetainExceptOnCreate';
      made.cfnOptions.updateReplacePolicy = 'Retain';
    }
    for (const each of after) {
      const other = this.#made.get(each);
      if (other !== undefined) made.addDependency(other);
    }
    this.#made.set(id, made);
  }

  #reference({ [referred]: id, attribute }: AttributeReference): unknown {
    const other = this.#made.get(id);
    return attribute === 'Ref' ? other?.ref : other?.getAtt(attribute);
  }
}
