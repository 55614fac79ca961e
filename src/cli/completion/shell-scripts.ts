// The scripts by which shells complete: commands and options are in them, for what follows an option or stands as an argument
// they ask `slipway completion next`. Pure.

/** What may follow `slipway` and these words. */
export interface Completed {
  readonly words: string;
  readonly next: readonly string[];
  /** Those of the options that a value follows. */
  readonly valued: readonly string[];
}

export const shellScripts: Readonly<Record<string, (all: readonly Completed[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

const cases = (all: readonly Completed[]): string =>
  all.map(({ words, next }) => `    '${words}') next='${next.join(' ')}' ;;`).join('\n');

/** Words of commands that have subcommands. */
const groupsOf = (all: readonly Completed[]): readonly string[] => [
  ...new Set(all.filter(({ words }) => words.includes(' ')).map(({ words }) => words.split(' ')[0] ?? '')),
];

/** Bash takes `=` for a word of its own: what it has cut is put together again. */
function bashScript(all: readonly Completed[]): string {
  return `# bash completion for slipway
_slipway() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="\${COMP_WORDS[1]}" next='' word='' prefix='' line=''
  [ "$COMP_CWORD" -eq 1 ] && words=''
  case "$words" in
    ${groupsOf(all).join('|')}) [ "$COMP_CWORD" -gt 2 ] && words="$words \${COMP_WORDS[2]}" ;;
  esac
  case "$words" in
${cases(all)}
  esac
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ] || [[ "$current" == -* ]] || { [ "$COMP_CWORD" -eq 2 ] && [[ "$words" =~ ^(${[...groupsOf(all), 'help'].join('|')})$ ]]; }; then
    mapfile -t COMPREPLY < <(compgen -W "$next" -- "$current")
    return
  fi
  local -a asked=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [ "\${#asked[@]}" -gt 0 ] && { [ "$word" = '=' ] || [[ "\${asked[-1]}" == *= && "$prefix" == '=' ]]; }; then
      asked[-1]="\${asked[-1]}$word"
    else
      asked+=("$word")
    fi
    prefix="$word"
  done
  prefix=''
  [[ "\${asked[-1]}" != --* && "\${asked[-1]}" == *=* ]] && prefix="\${asked[-1]%%=*}="
  while IFS= read -r line; do
    line="\${line%%$'\\t'*}"
    [ "$line" = "$prefix" ] || COMPREPLY+=("\${line#"$prefix"}")
  done < <("\${COMP_WORDS[0]}" completion next -- "\${asked[@]}" 2> /dev/null)
  if [ "\${#COMPREPLY[@]}" -gt 0 ]; then
    compopt -o nosort 2> /dev/null
    [[ "\${COMPREPLY[0]}" == *= ]] && compopt -o nospace 2> /dev/null
  fi
}
complete -o default -F _slipway slipway
`;
}

function zshScript(all: readonly Completed[]): string {
  return `#compdef slipway
_slipway() {
  local next='' key="\${words[2]}" line=''
  local -a found
  (( CURRENT == 2 )) && key=''
  (( CURRENT > 3 )) && [[ "\${words[3]}" != -* ]] && _slipway_has "\${words[2]} \${words[3]}" && key="\${words[2]} \${words[3]}"
  case "$key" in
${cases(all)}
  esac
  if (( CURRENT == 2 )) || [[ "$PREFIX" == -* && "$PREFIX" != *=* ]] || { (( CURRENT == 3 )) && [[ "$key" == (${[...groupsOf(all), 'help'].join('|')}) ]]; }; then
    compadd -- \${=next}
    return
  fi
  for line in "\${(@f)$("\${words[1]}" completion next -- "\${(@)words[2,CURRENT-1]}" "$PREFIX" 2> /dev/null)}"; do
    [[ -n "$line" ]] || continue
    line="\${line//:/\\\\:}"
    found+=("\${line/$'\\t'/:}")
  done
  [[ "$PREFIX" == --*=* ]] && compset -P '*='
  if (( \${#found} )); then
    if [[ "\${found[1]%%:*}" == *= ]]; then _describe -V value found -S ''; else _describe -V value found; fi
  else
    _files
  fi
}
_slipway_has() {
  case "$1" in
    ${all
      .filter(({ words }) => words.includes(' '))
      .map(({ words }) => `'${words}'`)
      .join('|')}) return 0 ;;
  esac
  return 1
}
if [[ "\${funcstack[1]}" == _slipway ]]; then _slipway "$@"; else compdef _slipway slipway; fi
`;
}

function fishScript(all: readonly Completed[]): string {
  const lines = all.flatMap(({ words, next, valued }) => {
    const [command = '', subcommand] = words.split(' ');
    const seen =
      words === ''
        ? '__fish_use_subcommand'
        : [command, ...(subcommand === undefined ? [] : [subcommand])]
            .map((word) => `__fish_seen_subcommand_from ${word}`)
            .join('; and ');
    const flags = next.filter((word) => word.startsWith('--'));
    const rest = next.filter((word) => !word.startsWith('--'));
    return [
      ...(rest.length === 0 ? [] : [`complete -c slipway -n '${seen}' -a '${rest.join(' ')}'`]),
      ...flags.map((flag) => {
        const value = valued.includes(flag) ? " -r -a '(__slipway_next)'" : '';
        return `complete -c slipway -n '${seen}' -l ${flag.slice(2)}${value}`;
      }),
    ];
  });
  return `# fish completion for slipway
function __slipway_next
    set -l before (commandline -opc)
    $before[1] completion next -- $before[2..] (commandline -ct) 2>/dev/null
end
complete -c slipway -n 'not __fish_use_subcommand' -a '(__slipway_next)'
${lines.join('\n')}
`;
}
