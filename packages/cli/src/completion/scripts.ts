/** Shells for which there is completion. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const BASH = `# Completion of cairn for bash.  Use it:  source <(./cairn completion bash)
_cairn() {
  local IFS=$'\\n' program
  program=$(type -P -- "\${COMP_WORDS[0]}" || printf '%s' "\${COMP_WORDS[0]}")
  COMPREPLY=($("$program" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -F _cairn cairn ./cairn
`;

const ZSH = `#compdef cairn
# Completion of cairn for zsh.  Use it:  source <(./cairn completion zsh)
_cairn() {
  local -a found
  found=("\${(@f)$("\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  (( \${#found} )) && compadd -- $found
}
compdef _cairn cairn ./cairn
`;

const FISH = `# Completion of cairn for fish.  Use it:  ./cairn completion fish | source
function __cairn_words
  set -l words (commandline -opc) (commandline -ct)
  eval (string escape -- $words[1]) complete -- (string escape -- $words[2..-1]) 2>/dev/null
end
complete -c cairn -f -a '(__cairn_words)'
complete -c ./cairn -f -a '(__cairn_words)'
`;

/** What a shell has to run once. */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
};
