// A folder that detection is shown, and what it is found to be.
import type { Detected } from '../../src/starter/detected.ts';

export interface StarterExample {
  readonly files: Readonly<Record<string, string>>;
  readonly title: string;
  /** What serves it; "npm start" where Elastic Beanstalk calls that, "Procfile" where the folder has one. */
  readonly served?: string;
  readonly healthPath?: string;
  readonly runtimes?: Readonly<Record<string, string>>;
}

/** As `served` of an example says it. */
export function servedBy(
  { delivery }: Detected,
  { files }: Pick<StarterExample, 'files'>,
): string | undefined {
  switch (delivery.type) {
    case 'beanstalk':
      return (
        delivery.procfile?.replace(/^web: (.*)\n$/, '$1') ??
        (files['Procfile'] === undefined ? 'npm start' : 'Procfile')
      );
    case 'codedeploy':
      return delivery.start;
    case 'ecs':
      return `port ${delivery.port}`;
    default:
      return undefined;
  }
}
