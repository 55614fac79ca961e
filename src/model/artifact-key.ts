// Where an artifact of a pipeline lies in its artifact bucket. Pure.

/** As CodePipeline makes the key: the names of pipeline and artifact, shortened, and the artifact's own part. */
export function artifactKey(
  pipelineName: string,
  { name, digest }: { readonly name: string; readonly digest: string },
): string {
  return `${pipelineName.slice(0, 20)}/${name.slice(0, 10)}/${digest.slice(0, 7)}.zip`;
}
