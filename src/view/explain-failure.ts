// What a failure usually means: known texts and codes, likeliest first. Only what the text itself shows is said.
import type { FailureDetails } from '../model/progress.ts';

export interface Explanation {
  readonly meaning: string;
  readonly advice?: string;
}

/** The first explanation that fits, or undefined: a guess would be worse than nothing. */
export function explainFailure(error: FailureDetails): Explanation | undefined {
  const text = [error.message, ...(error.logTail ?? [])].join('\n');
  return explanations.find(({ applies }) => applies(error, text));
}

type Known = Explanation & { readonly applies: (error: FailureDetails, text: string) => boolean };

const says =
  (pattern: RegExp) =>
  (_error: FailureDetails, text: string): boolean =>
    pattern.test(text);

const portTaken = /EADDRINUSE|[Aa]ddress (?:already )?in use/;

/** What dash, bash and zsh say of a path. */
const pathNotStarted =
  /(?:^|[\s:])[^\s:]*\/[^\s:]+: (?:not found|No such file or directory|[^\n]*bad interpreter)|no such file or directory: \S*\//m;

/** Tasks of a service of ECS, in the words of its deployments. */
function isOfTasks({ message }: FailureDetails): boolean {
  return /\btasks\b.*\bfailed\b|Essential container in task exited|failed (?:ELB|container) health checks/.test(
    message,
  );
}

/** A hook of an appspec, on a host: the agent's own codes. */
function isOfScript({ code, message }: FailureDetails): boolean {
  return /^(?:Script|HEALTH_CONSTRAINTS)/.test(code) || /Script at specified location/.test(message);
}

/** The specific before the general: an exit status says least of all. */
const explanations: readonly Known[] = [
  {
    applies: says(/\\r': command not found|\$'\\r'|bad interpreter:.*\^M|\/bin\/(?:ba)?sh\r|env: .*\\r/),
    meaning:
      'The script has Windows line endings, so the shell looks for a program whose name ends in a carriage return',
    advice: 'Save it with line feeds only, and keep it so with "*.sh text eol=lf" in .gitattributes',
  },
  {
    applies: says(
      /is not currently included in the bundle|Could not find (?:gem|\S+ in (?:any of the sources|locally installed gems))/,
    ),
    meaning: 'Bundler has no gem of that name for this project',
    advice: 'Add it to the Gemfile (bundle add NAME), and commit Gemfile.lock with it',
  },
  {
    applies: says(/OutOfMemoryError: Container killed due to memory usage/),
    meaning: 'The container used more memory than its definition gives it',
    advice: 'Raise "memory" of the container, or of the task where the container has none of its own',
  },
  {
    applies: says(/failed ELB health checks.*(?:ECONNRESET|socket hang up|ECONNREFUSED)/),
    meaning:
      'The container runs, and nothing in it answers yet at the port that the load balancer leads to, or not at this one',
    advice:
      'Give an application that starts slowly healthCheckGracePeriodSeconds; let it listen at 0.0.0.0, not at 127.0.0.1, and at the containerPort of the load balancer',
  },
  {
    applies: (error, text) => portTaken.test(text) && isOfTasks(error),
    meaning: 'Two programs of the task want the same port: the containers of a task share one network',
    advice: 'Give each container of the task definition a port of its own, and start each server once',
  },
  {
    applies: (error, text) => portTaken.test(text) && isOfScript(error),
    meaning: 'Something else already listens on the port that the application wants',
    advice: 'Let ApplicationStop end the process that the last deployment started, and wait until it is gone',
  },
  {
    applies: says(portTaken),
    meaning: 'Something else on this machine already listens on the port that the program wants',
    advice: 'End what listens there ("ss -ltnp" shows it), or let the program take a free port',
  },
  {
    applies: says(/specified file already exists at this location/),
    meaning:
      'A file lies where the deployment wants to put one, and no earlier deployment of this group put it there',
    advice: 'Remove it in BeforeInstall, or set file_exists_behavior to OVERWRITE or RETAIN in the appspec',
  },
  {
    applies: says(/Cannot connect to the Docker daemon|docker\.sock/),
    meaning: 'The command wants Docker, and no Docker daemon answers here',
    advice: 'Start Docker on this machine; on CodeBuild the project needs privilegedMode',
  },
  {
    applies: says(/toomanyrequests|pull rate limit/i),
    meaning: 'The registry refuses anonymous pulls from this address for now',
    advice: 'Log in before pulling, or pull from a mirror or a pull-through cache',
  },
  {
    applies: says(/not a git repository/),
    meaning: 'The source arrived as a zip, which holds no git history',
    advice:
      'Set OutputArtifactFormat to CODEBUILD_CLONE_REF in the source action, or use CODEBUILD_RESOLVED_SOURCE_VERSION',
  },
  {
    applies: says(/ENOSPC|No space left on device/),
    meaning: 'The disk is full',
    advice: 'Free some space; "slipway doctor" shows how much the state folder takes',
  },
  {
    applies: says(/exec format error/i),
    meaning: 'The program is built for another processor, or a script lacks its first line "#!/bin/sh"',
  },
  {
    applies: says(/Missing script:/),
    meaning: 'package.json has no script of that name',
    advice: 'Add it, or call the one that is there',
  },
  {
    applies: says(/npm ci.*can only install packages when your package\.json and/),
    meaning: 'The lock file of npm does not fit package.json any more',
    advice: 'Run "npm install", and commit package-lock.json with package.json',
  },
  {
    applies: says(/Requires-Python|requires a different [Pp]ython|requires Python/),
    meaning: 'A package wants another Python than the build has',
    advice:
      'Name one that the package takes under runtime-versions. A build takes it from pyenv ("pyenv install 3.13") or as python3.13 of this machine',
  },
  {
    applies: says(/ModuleNotFoundError: No module named/),
    meaning: 'The code imports a package of Python that is not installed',
    advice: 'Add it to requirements.txt or pyproject.toml, or install it in the install phase',
  },
  {
    applies: says(
      /UnsupportedClassVersionError|invalid (?:target|source) release|release version \d+ not supported/,
    ),
    meaning: 'The sources, or a plugin of their build, want a newer Java than the build has',
    advice: 'Put that JDK first on PATH and set JAVA_HOME to it, or lower the release in the build file',
  },
  {
    applies: says(/requires go >= \d/),
    meaning: 'go.mod wants a newer Go than the build has',
    advice: 'Install it, set GOTOOLCHAIN to auto so that Go fetches it, or lower the version in go.mod',
  },
  {
    applies: says(
      /Unable to fetch parameters \[\/cdk-bootstrap\/|SSM parameter \/cdk-bootstrap\/\S+ not found/,
    ),
    meaning: 'The template is one of the CDK, and its account has not been bootstrapped for the CDK',
    advice:
      'Bootstrap it once, here in the folder of cdk.json by: eval "$(slipway account env)"; npx cdk bootstrap. Then "slipway retry"',
  },
  {
    applies: says(/is in ROLLBACK_COMPLETE/),
    meaning:
      'The first creation of the stack has failed, so there is no stack that could be updated, only its remains',
    advice:
      'Repair what the reason names. Where ActionMode is REPLACE_ON_FAILURE the next run makes the stack again; elsewhere delete it first, here by: eval "$(slipway account env)"; aws cloudformation delete-stack --stack-name NAME',
  },
  {
    applies: says(/No value for required variable/),
    meaning: 'A variable of the Terraform configuration has no default and was given no value',
    advice:
      'Set TF_VAR_NAME below "env: variables" of the buildspec, write it into terraform.tfvars, or give it a default',
  },
  {
    applies: says(
      /ENOTFOUND|EAI_AGAIN|UnknownHostException|Name or service not known|Name does not resolve|Could not resolve host|(?:^| {2})Could not resolve '[^'\s]+'\s*$|no such host|Temporary failure resolving|Temporary failure in name resolution/m,
    ),
    meaning: 'A name on the network could not be resolved from this machine',
    advice: 'Check the name and the connection; builds here use this machine\u2019s network',
  },
  {
    applies: says(/requested URL returned error: \d+|[Uu]nhealthy.*(?:status|code) \d{3}/),
    meaning: 'The application answers, but not with the status that the health check wants',
    advice: 'Ask its health address yourself, and read what the application itself logged',
  },
  {
    applies: says(/Failed to connect to|ECONNREFUSED|[Cc]onnection refused/),
    meaning: 'Nothing listens at the address that was asked: not started, ended again, or still starting',
    advice: 'Read what the application itself logged, and give it time to start before it is asked',
  },
  {
    applies: (error, text) => error.exitCode === 127 && pathNotStarted.test(text),
    meaning: 'The shell could not start the file at that path: PATH is not searched for a name with a slash',
    advice:
      'Check that the file is there, seen from the folder where the command ran, that it has LF line endings, and that the interpreter in its first line exists',
  },
  {
    applies: (error, text) => error.exitCode === 127 || /command not found/.test(text),
    meaning: 'The shell found no program of that name on PATH',
    advice:
      'Install it in the install phase of a build or in a step before, or check PATH; builds and jobs here see the programs of this machine',
  },
  {
    applies: ({ exitCode }) => exitCode === 126,
    meaning: 'The program exists and may not be executed',
    advice: 'Give it the executable bit (git update-index --chmod=+x FILE), or call it through its shell',
  },
  {
    applies: ({ exitCode }) => exitCode === 137,
    meaning: 'The process was killed with SIGKILL: most often memory ran out, less often a user ended it',
  },
  {
    applies: ({ exitCode }) => exitCode === 143,
    meaning: 'The process was asked to end (SIGTERM)',
  },
  {
    applies: says(/no matching (?:base directory|artifact)/i),
    meaning: 'The build left no file where the artifacts section of the buildspec looks for them',
    advice:
      'Compare "files" and "base-directory" with what the build writes; both start from the source folder',
  },
  {
    applies: says(/timed out|TIMED_OUT|ScriptTimedOut/),
    meaning: 'It did not end within its time; often a server that was started in the foreground',
    advice: 'Start servers in the background with their output sent to a file, or raise the timeout',
  },
  {
    applies: ({ code }) => code === 'HEALTH_CONSTRAINTS' || code === 'HEALTH_CONSTRAINTS_INVALID',
    meaning:
      'Too few hosts would be left healthy, so CodeDeploy stopped; the cause is what failed on the host',
  },
];
