// References to variables, `#{namespace.key}`: found in a text, and replaced (CodePipeline user guide, "Variables").

/** Namespaces that CodePipeline itself fills; no action may take their names. */
export const reservedNamespaces = ['codepipeline', 'variables'] as const;

/** Keys of the reserved namespace `codepipeline`. */
export const codepipelineVariables = ['PipelineExecutionId', 'StartTime'] as const;

export interface VariableReference {
  readonly namespace: string;
  readonly key: string;
  /** As written, with `#{` and `}`. */
  readonly text: string;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

const reference = /#\{([A-Za-z0-9@\-_]+)\.([A-Za-z0-9@\-_]+)\}/g;

/** Every reference in a text, in order. What only looks like one (`#{name}`, Ruby's way of writing) is plain text. */
export function referencesIn(text: string): readonly VariableReference[] {
  if (!text.includes('#{')) return [];
  return Array.from(text.matchAll(reference), (match) => ({
    namespace: match[1] ?? '',
    key: match[2] ?? '',
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * The text with every reference replaced. Plain substitution: what a value holds is neither escaped nor read
 * again. A reference for which `lookup` gives undefined stays as it is and is listed in `missing`.
 */
export function substitute(
  text: string,
  lookup: (reference: VariableReference) => string | undefined,
): { readonly text: string; readonly missing: readonly VariableReference[] } {
  const missing: VariableReference[] = [];
  let result = '';
  let from = 0;
  for (const found of referencesIn(text)) {
    const value = lookup(found);
    if (value === undefined) missing.push(found);
    result += text.slice(from, found.start) + (value ?? found.text);
    from = found.end;
  }
  return { text: result + text.slice(from), missing };
}
