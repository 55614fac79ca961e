// The text of Fn::Sub in its parts. Source: CloudFormation user guide, "Fn::Sub".

export interface Part {
  /** `variable`: what stands between `${` and `}`. */
  readonly kind: 'text' | 'variable';
  readonly text: string;
}

/** `${!Literal}` is the text `${Literal}`. */
export function substitutionsIn(text: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const { index, 0: whole, 1: name = '' } of text.matchAll(/\$\{([^}]*)\}/g)) {
    parts.push({ kind: 'text', text: text.slice(from, index) });
    parts.push(
      name.startsWith('!')
        ? { kind: 'text', text: `\${${name.slice(1)}}` }
        : { kind: 'variable', text: name },
    );
    from = index + whole.length;
  }
  parts.push({ kind: 'text', text: text.slice(from) });
  return parts.filter(({ kind, text: each }) => kind === 'variable' || each !== '');
}

export function variablesIn(text: string): readonly string[] {
  return substitutionsIn(text).flatMap((part) => (part.kind === 'variable' ? [part.text] : []));
}

/** `Name.Attribute`, at the first dot. */
export function splitAttribute(name: string): readonly [string, string | undefined] {
  const dot = name.indexOf('.');
  return dot < 0 ? [name, undefined] : [name.slice(0, dot), name.slice(dot + 1)];
}
