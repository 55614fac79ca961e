// What reading a configuration module gives.
import type { Problem } from '../../lib/problem.ts';
import type { Definition } from '../../model/definition.ts';
import type { Finding } from '../../lib/finding.ts';

export interface LoadedConfig {
  readonly definition?: Definition;
  readonly isPartial?: boolean;
  readonly problems: readonly Problem[];
  readonly locate?: (finding: Finding) => Problem | undefined;
}
