// What a results service gives to the actions of a job.

export interface ResultsService {
  /** For the environment of actions; the steps with `run` do not get them (actions/runner, NodeScriptActionHandler). */
  readonly variables: Readonly<Record<string, string>>;
}
