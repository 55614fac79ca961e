// The definitions and files that the measurements run on.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';

/** A pipeline of a source and `count` builds side by side, each of which runs `command`. */
export async function writePipeline(
  folder: string,
  count: number,
  command: string,
  more: object = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
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
  const build = (_: unknown, index: number) => ({
    name: `Build${index + 1}`,
    actionTypeId: type('Build', 'CodeBuild'),
    configuration: { ProjectName: 'bench' },
    inputArtifacts: [{ name: 'SourceOutput' }],
  });
  const pipeline = {
    name: `bench-${count}`,
    pipelineType: 'V2',
    roleArn: 'arn:aws:iam::111122223333:role/bench',
    artifactStore: { type: 'S3', location: 'bench-artifacts' },
    stages: [
      { name: 'Source', actions: [source] },
      { name: 'Build', actions: Array.from({ length: count }, build) },
    ],
    ...more,
  };
  const buildspec = JSON.stringify({ version: '0.2', phases: { build: { commands: [command] } } });
  const project = {
    name: 'bench',
    source: { type: 'CODEPIPELINE', buildspec },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
    },
    serviceRole: 'arn:aws:iam::111122223333:role/bench',
  };
  await writeFile(join(folder, 'pipeline.json'), JSON.stringify({ pipeline }));
  await writeFile(join(folder, 'codebuild-project.json'), JSON.stringify(project));
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
  const buildspec = { version: '0.2', phases: { build: { commands } } };
  await writeFile(join(folder, 'buildspec.yml'), JSON.stringify(buildspec));
}

/** A report of about `sizeBytes`, in which one test in twenty fails. */
export function junitReport(sizeBytes: number): string {
  const passed = '<testcase classname="com.example.app.Suite" name="does something useful" time="0.012"/>\n';
  const failed =
    '<testcase classname="com.example.app.Suite" name="fails" time="0.5"><failure message="expected 1">at Suite.java:12</failure></testcase>\n';
  const suite = `<testsuite name="suite">\n${passed.repeat(19)}${failed}</testsuite>\n`;
  return `<testsuites>\n${suite.repeat(Math.ceil(sizeBytes / suite.length))}</testsuites>\n`;
}
