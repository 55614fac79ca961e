// Which version of a runtime a starter's buildspec requests.
import { findBuildImage, hasEnded, type RuntimeName } from '../model/build-images.ts';
import type { StarterBuild } from './detected.ts';

/** The image of starters. */
export const starterImage = 'aws/codebuild/standard:8.0';

/** Those that most projects run on today; where one has ended, the newest that has not stands in its place. */
const usual: Readonly<Record<RuntimeName, string>> = {
  java: '21',
  golang: '1.26',
  nodejs: '22',
  python: '3.12',
  php: '8.4',
  ruby: '3.4',
  dotnet: '10.0',
  rust: '1.93',
};

/** What a build requests, and whether the project itself says so. @param wanted as below */
export function runtimeOf(runtime: RuntimeName, wanted?: string): Pick<StarterBuild, 'runtimes' | 'pinned'> {
  const runtimes = runtimeVersion(runtime, wanted);
  const isPinned = wanted !== undefined && runtimes[runtime]?.replace(/^corretto/, '') === wanted;
  return isPinned ? { runtimes, pinned: [runtime] } : { runtimes };
}

/** @param wanted what the project says; it counts when the image has it and it has not ended */
export function runtimeVersion(runtime: RuntimeName, wanted?: string): Readonly<Record<string, string>> {
  const supported = (findBuildImage(starterImage)?.runtimes?.[runtime] ?? []).filter(
    (version) => !hasEnded(runtime, version),
  );
  const version = [wanted, usual[runtime]].find((each) => each !== undefined && supported.includes(each));
  const taken = version ?? supported[0] ?? usual[runtime];
  return { [runtime]: runtime === 'java' ? `corretto${taken}` : taken };
}
