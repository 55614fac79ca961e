// What `run` can be given, as commander hands it over.
import type { CommonOptions } from '../command.ts';

export interface RunCommandOptions extends CommonOptions {
  readonly exit?: boolean;
  readonly new?: boolean;
  readonly quiet?: boolean;
  readonly watch?: boolean;
  readonly source?: readonly string[];
  readonly sourceRevision?: readonly string[];
  readonly variable?: readonly string[];
  readonly isolation?: string;
  readonly executor?: string;
  readonly awsValues?: boolean;
  readonly iam?: string;
  readonly strictRuntimes?: boolean;
  readonly keepWork?: boolean;
  readonly env?: readonly string[];
  readonly envFile?: readonly string[];
  readonly secret?: readonly string[];
  readonly secondarySource?: readonly string[];
  readonly image?: string;
  readonly artifacts?: string;
  readonly phase?: string;
  readonly shell?: boolean;
  readonly pause?: boolean;
  readonly batch?: boolean;
  readonly reuse?: boolean;
  readonly maxBuilds?: string;
  readonly minute?: string;
  readonly event?: string;
  readonly activity?: string;
  readonly payload?: string;
  readonly ref?: string;
  readonly base?: string;
  readonly input?: readonly string[];
  readonly job?: string;
  readonly matrix?: readonly string[];
  readonly skip?: readonly string[];
  readonly only?: readonly string[];
  readonly until?: string;
  readonly approve?: readonly string[];
  readonly actions?: string;
}
