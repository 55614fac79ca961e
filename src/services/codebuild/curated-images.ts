// The images that CodeBuild manages.
// Source: CodeBuild user guide, "Docker images provided by CodeBuild".
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import type { Operation } from '../service.ts';

const images: readonly {
  readonly platform: 'AMAZON_LINUX' | 'UBUNTU' | 'WINDOWS_SERVER';
  readonly names: readonly string[];
}[] = [
  {
    platform: 'AMAZON_LINUX',
    names: [
      'aws/codebuild/amazonlinux-x86_64-standard:6.0',
      'aws/codebuild/amazonlinux-x86_64-standard:5.0',
      'aws/codebuild/amazonlinux-aarch64-standard:4.0',
      'aws/codebuild/amazonlinux-aarch64-standard:3.0',
    ],
  },
  { platform: 'UBUNTU', names: ['aws/codebuild/standard:8.0', 'aws/codebuild/standard:7.0'] },
  { platform: 'WINDOWS_SERVER', names: ['aws/codebuild/windows-base:2022-1.0'] },
];

export const listCuratedEnvironmentImages: Operation<CodeBuildApi, 'ListCuratedEnvironmentImages'> = () => ({
  platforms: images.map(({ platform, names }) => ({
    platform,
    languages: [{ language: 'BASE' as const, images: names.map((name) => ({ name, description: name })) }],
  })),
});
