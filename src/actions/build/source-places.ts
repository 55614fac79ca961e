// Where the sources of a build are before and after they are laid into it.
import type { ArtifactReference } from '../../model/progress.ts';
import type { Checkout } from '../../state/artifact-store.ts';

/** Where the files of a source lie before they are laid into the build. */
export interface TakenSource {
  readonly artifact: ArtifactReference;
  /** Set when the build can see it through a layer. */
  readonly checkout?: Checkout;
  /** Absolute folder of a repository that was cloned for the build. */
  readonly clone?: string;
}

export interface PlacedSource extends Pick<TakenSource, 'checkout'> {
  /** The repository whose objects the source's own uses. */
  readonly borrowsFrom?: string;
}
