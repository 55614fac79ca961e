// The definitions and files that the measurements run on.
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomBytes } from 'node:crypto';

/** A pipeline of a source and `count` builds side by side, each of which runs `command`. */
export async function writePipeline(
  folder: string,
  {
    count = 1,
    command,
    ...more
  }: { readonly count?: number; readonly command: string; readonly executionMode?: string },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const projectNames = Array.from({ length: count }, () => 'bench');
  const pipeline = { ...pipelineOf(projectNames), ...more };
  await writeFile(join(folder, 'pipeline.json'), JSON.stringify({ pipeline }));
  await writeFile(join(folder, 'codebuild-project.json'), projectOf('bench', buildspecOf([command])));
}

function pipelineOf(projectNames: readonly string[]): object {
  const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });
  const source = {
    name: 'Source',
    actionTypeId: type('Source', 'CodeStarSourceConnection'),
    configuration: {
      ConnectionArn: 'arn:aws:codeconnections:eu-central-1:111122223333:connection/bench',
      FullRepositoryId: 'example/bench',
      BranchName: 'main',
    },
    outputArtifacts: [{ name: 'SourceOutput' }],
  };
  const build = (projectName: string, index: number) => ({
    name: `Build${index + 1}`,
    actionTypeId: type('Build', 'CodeBuild'),
    configuration: { ProjectName: projectName },
    inputArtifacts: [{ name: 'SourceOutput' }],
  });
  return {
    name: `bench-${projectNames.length}`,
    pipelineType: 'V2',
    roleArn: 'arn:aws:iam::111122223333:role/bench',
    artifactStore: { type: 'S3', location: 'bench-artifacts' },
    stages: [
      { name: 'Source', actions: [source] },
      { name: 'Build', actions: projectNames.map(build) },
    ],
  };
}

function buildspecOf(commands: readonly string[], more: object = {}): string {
  return JSON.stringify({ version: '0.2', phases: { build: { commands } }, ...more });
}

function projectOf(name: string, buildspec: string): string {
  return JSON.stringify({
    name,
    source: { type: 'CODEPIPELINE', buildspec },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
    },
    serviceRole: 'arn:aws:iam::111122223333:role/bench',
  });
}

/** A repository of `files` files with `count` trivial builds of all of it, as a pipeline, for GitLab and for GitHub. */
export async function writeRepository(folder: string, files: number, count: number): Promise<void> {
  await writeTree(folder, files, files * 1024);
  await writePipeline(folder, { count, command: 'true' });
  const jobs = Array.from({ length: count }, (_, index) => `job-${index + 1}`);
  const steps = [{ uses: 'actions/checkout@v4' }, { run: 'true' }];
  const each = (job: object) => Object.fromEntries(jobs.map((name) => [name, job]));
  const workflow = { on: 'push', jobs: each({ 'runs-on': 'ubuntu-latest', steps }) };
  await mkdir(join(folder, '.github', 'workflows'), { recursive: true });
  await writeFile(join(folder, '.github', 'workflows', 'bench.yml'), JSON.stringify(workflow));
  await writeFile(join(folder, '.gitlab-ci.yml'), JSON.stringify(each({ script: ['true'] })));
  commitAll(folder);
}

/** A repository of one file with a workflow of `count` jobs, each of one step. */
export async function writeTrivialJobs(folder: string, count: number): Promise<void> {
  const job = { 'runs-on': 'ubuntu-latest', steps: [{ run: 'echo hello' }] };
  const names = Array.from({ length: count }, (_, index) => `job-${index + 1}`);
  const workflow = { on: 'push', jobs: Object.fromEntries(names.map((name) => [name, job])) };
  await mkdir(join(folder, '.github', 'workflows'), { recursive: true });
  await writeFile(join(folder, '.github', 'workflows', 'bench.yml'), JSON.stringify(workflow));
  commitAll(folder);
}

/** A repository of `count` small packages that each build one file, as projects of a pipeline and for Turborepo. */
export async function writeWorkspace(folder: string, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `package-${index + 1}`);
  const script = 'mkdir -p dist && echo hello > dist/out.txt';
  const files: Record<string, string> = {
    'pipeline.json': JSON.stringify({ pipeline: pipelineOf(names) }),
    'package.json': JSON.stringify({
      name: 'bench',
      packageManager: 'npm@11.0.0',
      workspaces: ['packages/*'],
    }),
    'turbo.json': JSON.stringify({ tasks: { build: { outputs: ['dist/**'] } } }),
  };
  for (const name of names) {
    const folderOf = join('packages', name);
    const artifacts = { files: [join(folderOf, 'dist', 'out.txt')] };
    const scripts = { build: script };
    files[`${name}.json`] = projectOf(name, buildspecOf([`cd ${folderOf} && ${script}`], { artifacts }));
    files[join(folderOf, 'package.json')] = JSON.stringify({ name, version: '1.0.0', scripts });
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  execFileSync('npm', ['install', '--package-lock-only', '--offline', '--ignore-scripts'], {
    cwd: folder,
    stdio: 'pipe',
  });
  commitAll(folder);
}

/** What the programs keep in the repository is no part of it. */
function commitAll(folder: string): void {
  const ignored = ['.slipway', '.gitlab-ci-local', '.turbo', 'dist'];
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  git('init', '-q', '-b', 'main');
  // Git packs many objects in the background otherwise, while the first measurement runs.
  git('config', 'gc.auto', '0');
  git('remote', 'add', 'origin', 'https://github.com/example/bench.git');
  appendFileSync(join(folder, '.git', 'info', 'exclude'), ignored.join('\n'));
  git('add', '-A');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '-q', '-m', 'Add all');
}

/** `sizeBytes` of log lines of about a hundred bytes. */
export async function writeLogFile(file: string, sizeBytes: number): Promise<void> {
  const line = `2026-11-20T09:00:00.000Z  INFO  a line of a log that is about as long as the lines of a usual log are\n`;
  await writeFile(file, line.repeat(Math.ceil(sizeBytes / line.length)));
}

/** A tree of `count` files that together hold `sizeBytes` of bytes that do not compress. */
export async function writeTree(folder: string, count: number, sizeBytes: number): Promise<void> {
  const each = Math.floor(sizeBytes / count);
  const block = randomBytes(each);
  for (let index = 0; index < count; index += 1) {
    const below = join(folder, String(index % 100));
    if (index < 100) await mkdir(below, { recursive: true });
    block.writeUInt32LE(index, 0);
    await writeFile(join(below, `file-${index}`), block);
  }
}

/** A folder that holds nothing but a buildspec with these commands. */
export async function writeBuildspec(folder: string, commands: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'buildspec.yml'), buildspecOf(commands));
}

/** A report of about `sizeBytes`, in which one test in twenty fails. */
export function junitReport(sizeBytes: number): string {
  const passed = '<testcase classname="com.example.app.Suite" name="does something useful" time="0.012"/>\n';
  const failed =
    '<testcase classname="com.example.app.Suite" name="fails" time="0.5"><failure message="expected 1">at Suite.java:12</failure></testcase>\n';
  const suite = `<testsuite name="suite">\n${passed.repeat(19)}${failed}</testsuite>\n`;
  return `<testsuites>\n${suite.repeat(Math.ceil(sizeBytes / suite.length))}</testsuites>\n`;
}
