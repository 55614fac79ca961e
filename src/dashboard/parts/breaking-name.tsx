// A name that may be long: it breaks after its separators first, and anywhere only where it must.
import { Fragment, type ReactNode } from 'react';

export function BreakingName({ name }: { readonly name: string }): ReactNode {
  return name.split(/(?<=[_\-/.:])|(?<=[a-z0-9])(?=[A-Z])/).map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the parts of one name never move
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));
}
